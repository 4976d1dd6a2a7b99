//! `frontdesk run`: connects to Discord and serves.

use std::process::ExitCode;

use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Environment};
use crate::lifecycle::Lifecycle;

/// Runs until SIGINT or SIGTERM.
pub async fn run(environment: &Environment) -> ExitCode {
    let config = match Config::read(environment) {
        Ok(config) => config,
        Err(problems) => return super::fail(&problems),
    };
    let lifecycle = Lifecycle::new();
    if let Err(error) = lifecycle.stop_on_signals() {
        return super::fail(&format_args!("cannot listen for signals: {error}"));
    }
    match App::build(config, Clock::system(), lifecycle).await {
        Ok(app) => {
            if app.run().await {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => super::fail(&error),
    }
}
