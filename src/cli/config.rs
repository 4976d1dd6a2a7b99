//! `frontdesk config get|set|unset`: the instance's settings and keys, stored encrypted in the database.

use std::fmt;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use clap::builder::{StringValueParser, TypedValueParser};

use crate::app;
use crate::clock::Clock;
use crate::config::{self, Environment, Problems, StorageSettings};
use crate::instance::{Change, ChangeError, InstanceSettings, known, path};
use crate::store::StoreError;
use crate::vault::{Secret, VaultError};

/// The most bytes of standard input that are read for a value.
const MAX_INPUT: u64 = 64 * 1024;

/// `config …`
#[derive(Debug, clap::Subcommand)]
pub enum ConfigVerb {
    /// Print what is set: one value, a group of them or all, as a JSON object. Secrets are masked.
    #[command(after_help = known::table())]
    Get {
        /// A dotted path, like `patreon.client_id`, or a group, like `patreon`.
        path: Option<String>,
        /// Show secrets.
        #[arg(long)]
        reveal: bool,
    },
    /// Store values, encrypted. Running bots go by them within five seconds.
    #[command(after_help = known::table())]
    Set {
        /// Which value under which path; `-` as the value reads it from standard input, so that it stays out of the
        /// shell's history.
        #[arg(required = true, value_name = "PATH=VALUE", value_parser = StringValueParser::new().map(Secret::new))]
        values: Vec<Secret>,
        /// Mask these values whatever their paths are called.
        #[arg(long)]
        secret: bool,
    },
    /// Forget stored values.
    Unset {
        /// Dotted paths.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<String>,
    },
}

/// Why a verb did not do what was asked.
#[derive(Debug, thiserror::Error)]
enum ConfigError {
    #[error(transparent)]
    Problems(#[from] Problems),
    #[error("FRONTDESK_KEYS: {0}")]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("nothing was set: {0}")]
    Change(#[from] ChangeError),
    #[error("nothing was set: write PATH=VALUE, like patreon.client_id=abc")]
    NoValue,
    #[error("nothing was set: only one value can be read from standard input")]
    OneInput,
    #[error("nothing was set: what standard input holds is no line of text")]
    Input,
    #[error("{0}")]
    Said(String),
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// Does what the verb says.
pub async fn config(environment: &Environment, verb: ConfigVerb) -> ExitCode {
    match run(environment, verb, &mut io::stdout(), io::stdin).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => super::fail(&error),
    }
}

async fn run(
    environment: &Environment,
    verb: ConfigVerb,
    output: &mut dyn Write,
    input: fn() -> io::Stdin,
) -> Result<(), ConfigError> {
    // Arguments are judged before anything is opened.
    let changes = match &verb {
        ConfigVerb::Set { values, secret } => changes(values, *secret, || input().lock())?,
        _ => Vec::new(),
    };
    let storage = StorageSettings::read_alone(environment)?;
    let overrides = config::instance::read_alone(environment)?;
    let vault = app::open_vault(&storage)?;
    let store = app::open_store(&storage).await?;
    let settings = InstanceSettings::new(store.clone(), vault, overrides);
    let outcome = match verb {
        ConfigVerb::Get { path, reveal } => get(&settings, path.as_deref(), reveal, output).await,
        ConfigVerb::Set { .. } => set(&settings, &changes, output).await,
        ConfigVerb::Unset { paths } => unset(&settings, &paths, output).await,
    };
    store.close().await;
    outcome
}

/// What is to be set, with the value of standard input in its place.
fn changes<R: BufRead>(
    values: &[Secret],
    is_secret: bool,
    input: impl FnOnce() -> R,
) -> Result<Vec<Change>, ConfigError> {
    let mut input = Some(input);
    let mut changes = Vec::new();
    for value in values {
        let (path, value) = value.expose().split_once('=').ok_or(ConfigError::NoValue)?;
        let value = match value {
            "-" => read_line(input.take().ok_or(ConfigError::OneInput)?())?,
            value => Secret::new(value),
        };
        changes.push(Change {
            path: path.trim().to_owned(),
            value,
            is_secret,
        });
    }
    Ok(changes)
}

fn read_line(input: impl BufRead) -> Result<Secret, ConfigError> {
    let mut line = String::new();
    io::Read::take(input, MAX_INPUT)
        .read_line(&mut line)
        .map_err(|_| ConfigError::Input)?;
    let line = Secret::new(line);
    Ok(Secret::new(line.expose().trim_end_matches(['\r', '\n'])))
}

async fn get(
    settings: &InstanceSettings,
    path: Option<&str>,
    reveal: bool,
    output: &mut dyn Write,
) -> Result<(), ConfigError> {
    let values = settings.values().await?;
    for (path, error) in &values.unreadable {
        eprintln!("{path} is set, but {error}");
    }
    let Some(path) = path else {
        return print(output, &format_args!("{:#}", values.nested(None, reveal)));
    };
    if let Some((_, setting)) = values.settings().find(|(set, _)| *set == path) {
        return print(output, &setting.shown(reveal));
    }
    if let Some(default) = known::find(path).and_then(|known| known.default) {
        return print(output, &default);
    }
    let group = values.nested(Some(path), reveal);
    if group.as_object().is_some_and(|object| !object.is_empty()) {
        return print(output, &format_args!("{group:#}"));
    }
    Err(ConfigError::Said(format!("{path} is not set")))
}

async fn set(
    settings: &InstanceSettings,
    changes: &[Change],
    output: &mut dyn Write,
) -> Result<(), ConfigError> {
    settings.set(changes, Clock::system().now()).await?;
    for change in changes {
        print(output, &format_args!("{} is set", change.path))?;
    }
    warn_of_overrides(settings, changes.iter().map(|change| change.path.as_str()));
    Ok(())
}

async fn unset(
    settings: &InstanceSettings,
    paths: &[String],
    output: &mut dyn Write,
) -> Result<(), ConfigError> {
    let mut missing = Vec::new();
    for path in paths {
        if settings.unset(path).await? {
            print(output, &format_args!("{path} is forgotten"))?;
        } else {
            missing.push(path.as_str());
        }
    }
    warn_of_overrides(settings, paths.iter().map(String::as_str));
    if missing.is_empty() {
        Ok(())
    } else {
        Err(ConfigError::Said(format!(
            "{} was not set",
            missing.join(", ")
        )))
    }
}

/// The environment of this program is perhaps the bot's: then what was stored does not hold.
fn warn_of_overrides<'a>(settings: &InstanceSettings, paths: impl Iterator<Item = &'a str>) {
    for path in paths.filter(|path| settings.is_overridden(path)) {
        eprintln!("note: {} wins over what is stored", path::variable(path));
    }
}

fn print(output: &mut dyn Write, line: &dyn fmt::Display) -> Result<(), ConfigError> {
    writeln!(output, "{line}")?;
    Ok(())
}
