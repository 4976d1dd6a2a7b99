//! The web server: health, readiness, metrics.

pub mod headers;
pub mod health;

use axum::Router;
use axum::middleware;
use axum::routing::get;

use crate::lifecycle::{Lifecycle, Readiness};
use crate::store::Store;
use crate::telemetry::Metrics;

/// What the pages need.
#[derive(Clone)]
pub struct Web {
    /// The database.
    pub store: Store,
    /// The connection to Discord.
    pub readiness: Readiness,
    /// The counters.
    pub metrics: Metrics,
}

impl Web {
    /// All routes, with the security headers on every answer.
    pub fn router(self) -> Router {
        Router::new()
            .route("/healthz", get(health::healthz))
            .route("/readyz", get(health::readyz))
            .route("/metrics", get(health::metrics))
            .with_state(self)
            .layer(middleware::map_response(headers::secure))
    }

    /// Serves until a stop is asked for.
    pub async fn serve(
        self,
        listener: tokio::net::TcpListener,
        lifecycle: Lifecycle,
    ) -> std::io::Result<()> {
        axum::serve(listener, self.router())
            .with_graceful_shutdown(async move { lifecycle.stopping().await })
            .await
    }
}
