//! The configuration: environment and `.env`, one struct per section, every problem reported at once.
//!
//! Nothing is bound, opened or connected before all of it is valid.

pub mod discord;
pub mod egress;
pub mod environment;
pub mod instance;
pub mod problem;
pub mod storage;
pub mod web;

use std::path::PathBuf;

pub use discord::{DiscordSettings, Shards};
pub use environment::Environment;
pub use problem::{Problem, Problems};
pub use storage::StorageSettings;
pub use web::WebSettings;

use crate::egress::PolicySettings;
use crate::instance::Overrides;

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    #[default]
    Pretty,
    /// One JSON object per line.
    Json,
}

/// Everything that `frontdesk run` needs.
#[derive(Clone, Debug)]
pub struct Config {
    /// The connection to Discord.
    pub discord: DiscordSettings,
    /// The database and its keys.
    pub storage: StorageSettings,
    /// The web server.
    pub web: WebSettings,
    /// The way out to addresses that users chose.
    pub egress: PolicySettings,
    /// What the environment says about the instance's settings.
    pub instance: Overrides,
}

impl Config {
    /// Reads every section, or says everything that is wrong.
    pub fn read(environment: &Environment) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        if let Err(problem) = log_format(environment) {
            problems.0.push(problem);
        }
        let web = WebSettings::read(environment, &mut problems);
        let config = Self {
            discord: DiscordSettings::read(environment, &mut problems),
            storage: StorageSettings::read(environment, &mut problems),
            egress: egress::read(environment, &web, &mut problems),
            instance: instance::read(environment, &mut problems),
            web,
        };
        problems.or(config)
    }
}

impl Config {
    /// Where the web server listens, alone, for the verb that asks it.
    pub fn web_address(environment: &Environment) -> Result<std::net::SocketAddr, Problems> {
        let mut problems = Problems::default();
        let web = WebSettings::read(environment, &mut problems);
        problems.or(web.address)
    }
}

/// The format of the log, from `FRONTDESK_LOG`.
pub fn log_format(environment: &Environment) -> Result<LogFormat, Problem> {
    match environment.get("FRONTDESK_LOG") {
        None | Some("pretty") => Ok(LogFormat::Pretty),
        Some("json") => Ok(LogFormat::Json),
        Some(other) => Err(Problem::new(
            "FRONTDESK_LOG",
            format!("is `{other}`, which is no log format: set it to `pretty` or `json`"),
        )),
    }
}

/// The folder for everything that is kept on disk, from `FRONTDESK_DATA_DIR`.
pub fn data_dir(environment: &Environment) -> PathBuf {
    environment
        .get("FRONTDESK_DATA_DIR")
        .map_or_else(|| PathBuf::from("data"), PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> Environment {
        Environment::from_pairs(pairs.iter().copied())
    }

    #[test]
    fn a_token_is_all_that_must_be_set() {
        let config = Config::read(&environment(&[("DISCORD_TOKEN", "abc.def.ghi")])).unwrap();
        assert_eq!(
            config.storage.database_url.expose(),
            "sqlite://data/frontdesk.db"
        );
        assert_eq!(config.web.address.to_string(), "127.0.0.1:8080");
        assert_eq!(config.discord.shards, Shards::Auto);
        assert!(config.discord.api_url.is_none());
    }

    #[test]
    fn every_problem_is_named_at_once() {
        let problems = Config::read(&environment(&[
            ("DISCORD_API_URL", "ftp://x"),
            ("DATABASE_URL", "mysql://user:hunter2@db/x"),
            ("FRONTDESK_LOG", "xml"),
            ("FRONTDESK_HTTP_ADDR", "here"),
            ("FRONTDESK_PUBLIC_URL", "desk.example"),
            ("FRONTDESK_SHARDS", "4-2/3"),
            ("FRONTDESK_OWNERS", "1,me"),
            ("FRONTDESK_EGRESS_ALLOW", "10.0.0.0/8, nowhere"),
            ("FRONTDESK_EGRESS_PORTS", "80,99999"),
            ("FRONTDESK_EGRESS_DNS", "dns.example"),
        ]))
        .unwrap_err();
        insta::assert_snapshot!(problems.to_string(), @r"
        FRONTDESK_LOG is `xml`, which is no log format: set it to `pretty` or `json`
        FRONTDESK_HTTP_ADDR is `here`, which is no address to listen on: write it like `127.0.0.1:8080`
        FRONTDESK_PUBLIC_URL is `desk.example`, which is no URL of this bot: write it like `https://desk.example.com`
        DISCORD_TOKEN is not set: create a bot at https://discord.com/developers/applications and copy its token there
        DISCORD_API_URL is `ftp://x`, which is no address of Discord's API: write it like `http://127.0.0.1:8787`, or leave it out
        FRONTDESK_SHARDS is `4-2/3`, which is no range of shards: write `auto`, or a range like `0-3/8`
        FRONTDESK_OWNERS holds `me`, which is no Discord user id: write ids with commas between
        DATABASE_URL names no database that Frontdesk speaks: write `sqlite://path/to/file.db` or `postgres://user:password@host/name`
        FRONTDESK_EGRESS_ALLOW holds `nowhere`, which is no network: write networks like `10.1.2.0/24` with commas between
        FRONTDESK_EGRESS_DNS holds `dns.example`, which is no name server: write addresses like `9.9.9.9` or `[2620:fe::fe]:53` with commas between
        FRONTDESK_EGRESS_PORTS holds `99999`, which is no port: write numbers from 1 to 65535 with commas between
        ");
        assert!(!problems.to_string().contains("hunter2"));
    }

    #[test]
    fn postgres_needs_keys_because_the_database_is_shared() {
        let problems = Config::read(&environment(&[
            ("DISCORD_TOKEN", "a.b.c"),
            ("DATABASE_URL", "postgres://u:p@h/d"),
        ]))
        .unwrap_err();
        insta::assert_snapshot!(problems.to_string(), @"FRONTDESK_KEYS is not set, and with Postgres every process needs the same keys: print one with `frontdesk keygen`");
    }

    #[test]
    fn nothing_secret_is_shown_by_debug() {
        let config = Config::read(&environment(&[
            ("DISCORD_TOKEN", "planted-token"),
            ("DATABASE_URL", "postgres://u:planted-password@h/d"),
            ("FRONTDESK_KEYS", "k1:planted-key"),
        ]))
        .unwrap();
        assert!(!format!("{config:?}").contains("planted"));
    }
}
