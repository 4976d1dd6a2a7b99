//! The tutorial's API: `GET /lookup?user=ID` with the key in `Authorization`.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

/// The player whom this API knows, by their Discord id.
const RYAN: &str = "585576154958921739";

#[derive(Deserialize)]
struct Lookup {
    /// A Discord id. A text: it does not fit into JavaScript's numbers.
    user: String,
}

async fn lookup(
    State(api_key): State<Arc<str>>,
    headers: HeaderMap,
    Query(query): Query<Lookup>,
) -> (StatusCode, Json<Value>) {
    // First of all the key: whoever has none learns nothing, not even who is known.
    let given = headers.get(header::AUTHORIZATION);
    if given.is_none_or(|given| given.as_bytes() != api_key.as_bytes()) {
        let error = json!({ "error": "Send your API key in the Authorization header." });
        return (StatusCode::UNAUTHORIZED, Json(error));
    }
    let known = if query.user == RYAN {
        json!({
            "online_status": "Online",
            "user": {
                "username": "Ryan",
                "account_created_year": 2019,
                "scores": { "high_score": 3000, "last_score": 400 },
            },
        })
    } else {
        // Nothing is known about this user: no error, the placeholders show their fallbacks.
        json!({})
    };
    (StatusCode::OK, Json(known))
}

/// Everything that this API answers.
pub fn router(api_key: &str) -> Router {
    Router::new()
        .route("/lookup", get(lookup))
        .with_state(Arc::from(api_key))
}

#[tokio::main]
async fn main() {
    let api_key = std::env::var("API_KEY").expect("set API_KEY to the key that callers must send");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080")
        .await
        .expect("port 8080 is free");
    axum::serve(listener, router(&api_key))
        .await
        .expect("the server runs");
}
