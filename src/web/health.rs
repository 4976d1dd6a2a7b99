//! `/healthz`, `/readyz` and `/metrics`.

use axum::extract::State;
use axum::http::StatusCode;

use super::Web;

/// The process lives.
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}

/// The process can do its job: the database answers and Discord is connected.
pub(super) async fn readyz(State(web): State<Web>) -> (StatusCode, &'static str) {
    if web.store.ping().await.is_err() {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        )
    } else if !web.readiness.is_connected() {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "not connected to Discord yet\n",
        )
    } else {
        (StatusCode::OK, "ready\n")
    }
}

/// Prometheus's text format.
pub(super) async fn metrics(State(web): State<Web>) -> String {
    web.metrics.render()
}
