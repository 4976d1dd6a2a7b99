//! The web server: health, readiness, metrics, pictures.

pub mod headers;
pub mod health;
pub mod images;

use axum::Router;
use axum::middleware;
use axum::routing::get;

use crate::lifecycle::{Lifecycle, Readiness};
use crate::store::Store;
use crate::telemetry::Metrics;
pub use images::ImageRoute;

/// What the pages need.
#[derive(Clone)]
pub struct Web {
    /// The database.
    pub store: Store,
    /// The connection to Discord.
    pub readiness: Readiness,
    /// The counters.
    pub metrics: Metrics,
    /// Logos of integrations.
    pub images: ImageRoute,
}

impl Web {
    /// All routes, with the security headers on every answer.
    pub fn router(self) -> Router {
        let images = self.images.clone().router();
        Router::new()
            .route("/healthz", get(health::healthz))
            .route("/readyz", get(health::readyz))
            .route("/metrics", get(health::metrics))
            .with_state(self)
            .merge(images)
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
