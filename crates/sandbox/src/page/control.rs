//! Faults on order and the log of requests, over HTTP.

use std::time::Duration;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Refusal;
use crate::fault::Fault;
use crate::gateway::{Outgoing, Session};
use crate::rest::Server;

/// A fault to be injected.
#[derive(Debug, Deserialize)]
pub(super) struct Order {
    kind: String,
    #[serde(default = "any_method")]
    method: String,
    #[serde(default = "any_path")]
    path: String,
    #[serde(default)]
    milliseconds: u64,
    #[serde(default = "server_error")]
    status: u16,
    times: Option<u32>,
}

fn any_method() -> String {
    "*".to_owned()
}

fn any_path() -> String {
    "**".to_owned()
}

fn server_error() -> u16 {
    500
}

/// `POST /sandbox/faults`: orders a fault; `kind` is `delay`, `status`, `lose_answer`, `lose_request`, `rate_limit` or
/// `disconnect`.
pub(super) async fn inject(
    State(server): State<Server>,
    Json(order): Json<Order>,
) -> Result<Json<Value>, Refusal> {
    let time = Duration::from_millis(order.milliseconds);
    let fault = match order.kind.as_str() {
        "delay" => Fault::delay(time),
        "status" => Fault::status(order.status),
        "lose_answer" => Fault::lose_answer(),
        "lose_request" => Fault::lose_request(),
        "rate_limit" => Fault::rate_limit(time),
        "disconnect" => {
            let cut = |session: &Session| session.tell(Outgoing::Cut);
            server
                .state
                .write(|world| world.hub.sessions.values().for_each(cut));
            return Ok(Json(json!({})));
        }
        other => {
            let problem = format!("There is no fault called {other}.");
            return Err(Refusal(StatusCode::UNPROCESSABLE_ENTITY, problem));
        }
    };
    let mut fault = fault.on(&order.method, &order.path);
    if let Some(times) = order.times {
        fault = fault.times(times);
    }
    server.state.fault(fault);
    Ok(Json(json!({})))
}

/// `DELETE /sandbox/faults`: takes all faults back.
pub(super) async fn clear(State(server): State<Server>) -> Json<Value> {
    server.state.write(|world| world.faults.clear());
    Json(json!({}))
}

/// Where to begin.
#[derive(Debug, Deserialize)]
pub(super) struct Since {
    #[serde(default)]
    after: u64,
}

/// `GET /sandbox/requests?after=…`: what the bot has asked for since that number.
pub(super) async fn requests(
    State(server): State<Server>,
    Query(since): Query<Since>,
) -> Json<Value> {
    server.state.read(|world| {
        let requests = world
            .requests
            .all()
            .filter(|request| request.number > since.after);
        let requests: Vec<_> = requests
            .map(|request| {
                json!({
                    "number": request.number, "at": request.at, "method": request.method,
                    "path": request.path, "status": request.status, "body": request.body,
                })
            })
            .collect();
        Json(json!(requests))
    })
}
