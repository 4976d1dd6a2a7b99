//! The command line: one file per verb, each a function over plain arguments.

pub mod check;
pub mod config;
pub mod egress;
pub mod integration;
pub mod keygen;
pub mod migrate;
pub mod run;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod secrets;

use std::net::IpAddr;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{self as configuration, Environment, LogFormat};
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
    /// Try it on this machine without a Discord account: a simulated Discord, an example API and the tutorial.
    #[cfg(feature = "sandbox")]
    Sandbox {
        /// Exit after the tutorial: 0 only if every step held.
        #[arg(long)]
        once: bool,
        /// The port of the page.
        #[arg(long, default_value_t = 8787)]
        port: u16,
    },
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
    /// The instance's settings and API keys, stored encrypted in the database.
    #[command(subcommand)]
    Config(config::ConfigVerb),
    /// What is stored encrypted.
    Secrets {
        #[command(subcommand)]
        verb: SecretsVerb,
    },
    /// The way out to addresses that users chose, as a process of its own.
    Egress {
        #[command(subcommand)]
        verb: Option<EgressVerb>,
    },
    /// For authors of integrations.
    #[command(subcommand)]
    Integration(IntegrationVerb),
}

#[derive(Subcommand)]
enum SecretsVerb {
    /// Encrypt everything anew that is stored under an older key.
    Rotate,
}

#[derive(Subcommand)]
enum IntegrationVerb {
    /// Validate a manifest, and with --fetch or --response show what its placeholders come to.
    Check(integration::CheckArguments),
}

#[derive(Subcommand)]
enum EgressVerb {
    /// Only ask the egress process on this machine whether it lives.
    Health,
    /// Say whether the rules allow a URL, and which rule refuses it; fails if one does.
    Explain {
        /// The URL.
        #[arg(required_unless_present = "json")]
        url: Option<String>,
        /// An address that its name resolves to; may be given several times.
        #[arg(long = "resolve", value_name = "ADDRESS")]
        addresses: Vec<IpAddr>,
        /// Read {"url": …, "addresses": […]} lines from standard input, write one JSON line for each.
        #[arg(long, conflicts_with_all = ["url", "addresses"])]
        json: bool,
    },
}

/// Reads the arguments and does what they say.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let environment = match Environment::load() {
        Ok(environment) => environment,
        Err(problem) => return fail(&problem),
    };
    match configuration::log_format(&environment) {
        Ok(format) => telemetry::start(format, environment.get("RUST_LOG")),
        // These say everything that is wrong at once, and this with it.
        Err(_) if matches!(arguments.verb, None | Some(Verb::Run | Verb::Check { .. })) => {
            telemetry::start(LogFormat::default(), environment.get("RUST_LOG"));
        }
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
            Verb::Config(verb) => config::config(&environment, verb).await,
            Verb::Secrets {
                verb: SecretsVerb::Rotate,
            } => secrets::rotate(&environment).await,
            #[cfg(feature = "sandbox")]
            Verb::Sandbox { once, port } => sandbox::sandbox(once, port).await,
            Verb::Egress { verb: None } => egress::serve::serve(&environment).await,
            Verb::Egress {
                verb: Some(EgressVerb::Health),
            } => check::egress_health(&environment).await,
            Verb::Egress {
                verb: Some(EgressVerb::Explain { url, addresses, .. }),
            } => explain(&environment, url.as_deref(), &addresses),
            Verb::Integration(IntegrationVerb::Check(arguments)) => {
                check_integration(&environment, &arguments).await
            }
        }
    })
}

fn explain(environment: &Environment, url: Option<&str>, addresses: &[IpAddr]) -> ExitCode {
    let settings = match configuration::egress::read_alone(environment) {
        Ok(settings) => settings,
        Err(problems) => return fail(&problems),
    };
    let mut output = std::io::stdout().lock();
    let explained = match url {
        Some(url) => egress::explain(&settings, url, addresses, &mut output),
        None => {
            egress::explain_lines(&settings, std::io::stdin().lock(), &mut output).map(|()| true)
        }
    };
    match explained {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => fail(&error),
    }
}

async fn check_integration(
    environment: &Environment,
    arguments: &integration::CheckArguments,
) -> ExitCode {
    let settings = match configuration::egress::read_alone(environment) {
        Ok(settings) => settings,
        Err(problems) => return fail(&problems),
    };
    let (mut output, mut errors) = (std::io::stdout(), std::io::stderr());
    match integration::check(arguments, &settings, &mut output, &mut errors).await {
        Ok(code) => ExitCode::from(code),
        Err(error) => fail(&error),
    }
}

/// Says why on standard error and fails.
fn fail(reason: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("{reason}");
    ExitCode::FAILURE
}
