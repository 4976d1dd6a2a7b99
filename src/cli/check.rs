//! `frontdesk check`: everything that is wrong, at once.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::app;
use crate::config::{Config, DiscordSettings, Environment, Problems, StorageSettings};
use crate::discord::probe;
use crate::store::{Store, StoreError};
use crate::vault::Vault;

/// How long the running bot may take to say that it lives.
const HEALTH_TIMEOUT: Duration = Duration::from_secs(4);

/// One line of the report.
#[derive(Debug)]
pub struct Finding {
    /// Whether the bot can work with it.
    pub ok: bool,
    /// What was looked at.
    pub subject: String,
    /// What was seen, and the mend if it is not well.
    pub detail: String,
}

impl Finding {
    /// All is well.
    pub fn good(subject: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            ok: true,
            subject: subject.into(),
            detail: detail.into(),
        }
    }

    /// The bot could not work.
    pub fn bad(subject: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            ok: false,
            subject: subject.into(),
            detail: detail.into(),
        }
    }
}

/// Looks at everything and prints one line per finding; fails if the bot could not work.
pub async fn check(environment: &Environment) -> ExitCode {
    let findings = look(environment).await;
    for finding in &findings {
        let mark = if finding.ok { "ok  " } else { "FAIL" };
        println!("{mark}  {}: {}", finding.subject, finding.detail);
    }
    if findings.iter().all(|finding| finding.ok) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// A wrong token is no reason to keep quiet about the database, nor the other way round.
async fn look(environment: &Environment) -> Vec<Finding> {
    let problems = match Config::read(environment) {
        Ok(_) => Problems::default(),
        Err(problems) => problems,
    };
    let is_well = |variable| {
        !problems
            .0
            .iter()
            .any(|problem| problem.variable == variable)
    };
    let mut findings: Vec<_> = problems
        .0
        .iter()
        .map(|problem| Finding::bad(problem.variable, &problem.message))
        .collect();
    if findings.is_empty() {
        findings.push(Finding::good(
            "configuration",
            "every variable is understood",
        ));
    }
    let storage = StorageSettings::read_as_it_is(environment);
    let mut vault = None;
    if is_well("FRONTDESK_KEYS") {
        match app::open_vault(&storage) {
            Ok(opened) => {
                let key = opened.current_key_id();
                let detail = format!("new secrets are sealed under key `{key}`");
                findings.push(Finding::good("keys", detail));
                vault = Some(opened);
            }
            Err(error) => findings.push(Finding::bad("FRONTDESK_KEYS", error.to_string())),
        }
    }
    if is_well("DATABASE_URL") {
        findings.push(look_at_database(&storage, vault.as_ref()).await);
    }
    if is_well("DISCORD_TOKEN") && is_well("DISCORD_API_URL") {
        findings.extend(look_at_discord(&DiscordSettings::read_as_it_is(environment)).await);
    }
    findings
}

async fn look_at_database(settings: &StorageSettings, vault: Option<&Vault>) -> Finding {
    let store = match Store::connect(settings.database_url.expose()).await {
        Ok(store) => store,
        Err(error) => return Finding::bad("database", error.to_string()),
    };
    let finding = look_at_schema(&store, vault).await;
    store.close().await;
    finding.unwrap_or_else(|error| Finding::bad("database", error.to_string()))
}

/// An empty database is given its tables, which proves that it can be; one of an older version is left as it is, because
/// that version may be running on it.
async fn look_at_schema(store: &Store, vault: Option<&Vault>) -> Result<Finding, StoreError> {
    let pending = store.pending_migrations().await?;
    if pending == Store::migrations() {
        store.migrate().await?;
    } else if pending > 0 {
        return Ok(Finding::good(
            "database",
            format!("it answers; `frontdesk run` brings its schema up to date ({pending} steps)"),
        ));
    }
    Ok(match vault {
        Some(vault) => look_at_sealed_values(store, vault).await,
        None => Finding::good("database", "it answers, and its schema is current"),
    })
}

async fn look_at_sealed_values(store: &Store, vault: &Vault) -> Finding {
    match count_unreadable(store, vault).await {
        Ok(0) => Finding::good(
            "database",
            "it answers, its schema is current, and the keys open what is stored",
        ),
        Ok(count) => Finding::bad(
            "database",
            format!(
                "{count} stored secrets do not open: put the key that sealed them back into FRONTDESK_KEYS"
            ),
        ),
        Err(error) => Finding::bad("database", error.to_string()),
    }
}

async fn count_unreadable(store: &Store, vault: &Vault) -> Result<usize, StoreError> {
    // No key has an empty id, so these are all sealed values.
    const NO_KEY: &str = "";
    const PAGE: u32 = 500;
    let mut unreadable = 0;
    let mut after = None;
    loop {
        let cells = store
            .sealed_cells_not_under(NO_KEY, after.as_ref(), PAGE)
            .await?;
        unreadable += cells
            .iter()
            .filter(|(place, sealed)| vault.open(place, sealed).is_err())
            .count();
        match cells.into_iter().next_back() {
            Some((place, _)) => after = Some(place),
            None => return Ok(unreadable),
        }
    }
}

async fn look_at_discord(settings: &DiscordSettings) -> Vec<Finding> {
    match probe::probe(settings).await {
        Ok(servers) => {
            let mut findings = vec![Finding::good(
                "Discord",
                format!(
                    "the token is that of {}; the bot is in {} servers and needs no privileged intent",
                    servers.bot,
                    servers.guilds.len()
                ),
            )];
            for guild in servers.guilds {
                findings.push(match guild.missing.as_str() {
                    "" => Finding::good(format!("server {}", guild.name), "the bot has every permission that it needs"),
                    missing => Finding::bad(
                        format!("server {}", guild.name),
                        format!("the bot lacks {missing}: give them to its role under Server Settings → Roles"),
                    ),
                });
            }
            findings
        }
        Err(error) => vec![Finding::bad("Discord", error.to_string())],
    }
}

/// Asks the bot that runs on this machine for `/healthz`, for container health checks.
pub async fn health(environment: &Environment) -> ExitCode {
    let address = match Config::web_address(environment) {
        Ok(address) => reachable(address),
        Err(problems) => return super::fail(&problems),
    };
    match tokio::time::timeout(HEALTH_TIMEOUT, ask(address)).await {
        Ok(Ok(true)) => ExitCode::SUCCESS,
        Ok(Ok(false)) => super::fail(&format_args!("{address} answers, but not that it is well")),
        Ok(Err(error)) => super::fail(&format_args!("{address} does not answer: {error}")),
        Err(_) => super::fail(&format_args!("{address} does not answer in time")),
    }
}

// A server that listens on every address is asked on the loopback one.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

// One fixed request to our own server: no HTTP client is built outside egress, and none is needed.
async fn ask(address: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(address).await?;
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: frontdesk\r\nConnection: close\r\n\r\n")
        .await?;
    let mut head = [0; 12];
    stream.read_exact(&mut head).await?;
    Ok(head.starts_with(b"HTTP/1.1 200"))
}
