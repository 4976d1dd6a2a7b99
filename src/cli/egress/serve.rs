//! `frontdesk egress`: the way out as a process of its own.

use std::process::ExitCode;

use axum::Router;
use axum::middleware;
use axum::routing::get;
use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::config::{self, Environment};
use crate::egress::server::Server;
use crate::egress::{Egress, ImageLinks, Images, listen};
use crate::lifecycle::{GRACE, Lifecycle};
use crate::telemetry::Metrics;
use crate::vault::{Purpose, Vault};
use crate::web::{ImageRoute, headers};

/// Serves until SIGINT or SIGTERM.
pub async fn serve(environment: &Environment) -> ExitCode {
    let settings = match config::egress::read_server(environment) {
        Ok(settings) => settings,
        Err(problems) => return crate::cli::fail(&problems),
    };
    let lifecycle = Lifecycle::new();
    if let Err(error) = lifecycle.stop_on_signals() {
        return crate::cli::fail(&format_args!("cannot listen for signals: {error}"));
    }
    let metrics = Metrics::install();
    let egress = match Egress::new(&settings.policy) {
        Ok(egress) => egress,
        Err(error) => return crate::cli::fail(&error),
    };
    let images = match settings.keys.as_ref().map(Vault::parse).transpose() {
        Ok(vault) => vault.map(|vault| ImageRoute {
            images: Images::new(egress.clone()),
            links: ImageLinks::new(vault.signer(Purpose::ImageLink)),
            clock: Clock::system(),
        }),
        Err(error) => return crate::cli::fail(&format_args!("FRONTDESK_KEYS: {error}")),
    };
    let address = settings.address;
    let listener = match TcpListener::bind(address).await {
        Ok(listener) => listener,
        Err(error) => {
            return crate::cli::fail(&format_args!(
                "FRONTDESK_EGRESS_ADDR: cannot listen on {address}: {error}; choose another address or stop what uses it"
            ));
        }
    };
    let router = Server::new(egress, &settings.token, lifecycle.clone())
        .router()
        .merge(images.map(ImageRoute::router).unwrap_or_default())
        .merge(Router::new().route("/metrics", get(move || async move { metrics.render() })))
        .layer(middleware::map_response(headers::secure));
    tracing::info!(%address, "the way out is open");
    let stopping = lifecycle.clone();
    lifecycle.run_part("egress", async move {
        listen::serve(listener, router, stopping.stopping()).await
    });
    if lifecycle.ended(GRACE).await {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
