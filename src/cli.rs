//! The command line: one file per verb, each a function over plain arguments.

pub mod check;
pub mod integration;
pub mod keygen;
pub mod migrate;
pub mod run;
pub mod secrets;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{self, Environment};
use crate::telemetry;

/// A Discord ticket bot whose tickets arrive with the context already in them.
#[derive(Parser)]
#[command(name = "frontdesk", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Connect to Discord and serve (the default).
    Run,
    /// Verify configuration, keys, database, token, intents and permissions; one line per finding.
    Check {
        /// Only ask the running bot on this machine whether it lives.
        #[arg(long)]
        health: bool,
    },
    /// Print a new encryption key.
    Keygen,
    /// Bring the database to the current schema (`run` does so too).
    Migrate,
    /// What is stored encrypted.
    Secrets {
        #[command(subcommand)]
        verb: SecretsVerb,
    },
}

#[derive(Subcommand)]
enum SecretsVerb {
    /// Encrypt everything anew that is stored under an older key.
    Rotate,
}

/// Reads the arguments and does what they say.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let environment = match Environment::load() {
        Ok(environment) => environment,
        Err(problem) => return fail(&problem),
    };
    match config::log_format(&environment) {
        Ok(format) => telemetry::start(format, environment.get("RUST_LOG")),
        Err(problem) => return fail(&problem),
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format_args!("cannot start: {error}")),
    };
    runtime.block_on(async {
        match arguments.verb.unwrap_or(Verb::Run) {
            Verb::Run => run::run(&environment).await,
            Verb::Check { health: false } => check::check(&environment).await,
            Verb::Check { health: true } => check::health(&environment).await,
            Verb::Keygen => keygen::keygen(),
            Verb::Migrate => migrate::migrate(&environment).await,
            Verb::Secrets {
                verb: SecretsVerb::Rotate,
            } => secrets::rotate(&environment).await,
        }
    })
}

/// Says why on standard error and fails.
fn fail(reason: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("{reason}");
    ExitCode::FAILURE
}
