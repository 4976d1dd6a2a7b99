//! Logs to standard error, metrics to whoever scrapes them.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

use crate::config::LogFormat;

/// What is logged when `RUST_LOG` says nothing: our own lines, and of libraries only what went wrong. The gateway's
/// library warns of every close without a farewell, so of it only errors.
const DEFAULT_FILTER: &str = "warn,frontdesk=info,serenity=error";

/// Libraries whose debug and trace lines print whole requests, with headers and bodies. They stay quiet whatever
/// `RUST_LOG` asks for, because those lines hold tokens and secrets.
const MUTED: &str = "serenity=warn,poise=info,hyper=info,hyper_util=info,h2=info,reqwest=info,rustls=info,\
                     tungstenite=info,tokio_tungstenite=info,sqlx=error,hickory_resolver=info,hickory_net=info,\
                     hickory_proto=info";

/// Starts logging. `filter` is `RUST_LOG`.
pub fn start(format: LogFormat, filter: Option<&str>) {
    let filter = EnvFilter::builder().parse_lossy(filter.unwrap_or(DEFAULT_FILTER));
    let muted = EnvFilter::builder().parse_lossy(format!("trace,{MUTED}"));
    let lines = fmt::layer().with_writer(std::io::stderr);
    let lines = match format {
        LogFormat::Pretty => lines.with_target(false).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    // A second start, as in tests that run several apps in one process, changes nothing.
    let _ = tracing_subscriber::registry()
        .with(lines.with_filter(filter).with_filter(muted))
        .try_init();
}

/// The process's metrics, in Prometheus's text format.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// The recorder of this process, installed at the first call.
    pub fn install() -> Self {
        static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
        Self(HANDLE.get_or_init(recorder).clone())
    }

    /// Everything that has been counted.
    pub fn render(&self) -> String {
        self.0.run_upkeep();
        self.0.render()
    }
}

fn recorder() -> PrometheusHandle {
    let seconds = [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 4.0, 10.0,
    ];
    let builder = PrometheusBuilder::new();
    let builder =
        match builder.set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &seconds) {
            Ok(builder) => builder,
            Err(_) => PrometheusBuilder::new(),
        };
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("another metrics recorder is installed: /metrics will stay empty");
    }
    handle
}
