//! The paths that Frontdesk itself reads, with their types and defaults.

use std::fmt::Write as _;
use std::ops::Deref;

use url::{Host, Url};

/// A path that Frontdesk itself reads.
#[derive(Debug)]
pub struct Known {
    /// The dotted path.
    pub path: &'static str,
    /// The variable that wins over what is stored.
    pub variable: &'static str,
    /// What a value must be.
    pub kind: Kind,
    /// What holds if nothing is set.
    pub default: Option<&'static str>,
    /// What it is, for `config get --help`.
    pub about: &'static str,
}

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One word, as services give out ids and keys.
    Word,
    /// A number that names something.
    Number,
    /// An address below which an API answers.
    Url,
}

// A `&Known` is taken wherever a path is.
impl Deref for Known {
    type Target = str;

    fn deref(&self) -> &str {
        self.path
    }
}

macro_rules! known {
    ($($name:ident = $path:literal, $variable:literal, $kind:ident, $default:expr, $about:literal;)+) => {
        $(
            #[doc = concat!("`", $path, "`: ", $about, ".")]
            pub static $name: Known = Known {
                path: $path,
                variable: $variable,
                kind: Kind::$kind,
                default: $default,
                about: $about,
            };
        )+

        /// All of them.
        pub static ALL: &[&Known] = &[$(&$name),+];
    };
}

known! {
    PATREON_CLIENT_ID = "patreon.client_id", "FRONTDESK_CONFIG_PATREON_CLIENT_ID", Word, None,
        "the id of your OAuth client at Patreon";
    PATREON_CLIENT_SECRET = "patreon.client_secret", "FRONTDESK_CONFIG_PATREON_CLIENT_SECRET", Word, None,
        "the secret of that client";
    PATREON_CAMPAIGN_ID = "patreon.campaign_id", "FRONTDESK_CONFIG_PATREON_CAMPAIGN_ID", Number, None,
        "the campaign whose members count";
    PATREON_API_URL = "patreon.api_url", "FRONTDESK_CONFIG_PATREON_API_URL", Url, Some("https://www.patreon.com"),
        "where Patreon's OAuth and API answer";
    BLOXLINK_API_KEY = "bloxlink.api_key", "FRONTDESK_CONFIG_BLOXLINK_API_KEY", Word, None,
        "your key for Bloxlink; with it, every server has the Bloxlink integration";
    BLOXLINK_API_URL = "bloxlink.api_url", "FRONTDESK_CONFIG_BLOXLINK_API_URL", Url, Some("https://api.blox.link"),
        "where Bloxlink's API answers";
    ROBLOX_API_URL = "roblox.api_url", "FRONTDESK_CONFIG_ROBLOX_API_URL", Url, Some("https://users.roblox.com"),
        "where Roblox's users API answers";
    FIVEM_API_URL = "fivem.api_url", "FRONTDESK_CONFIG_FIVEM_API_URL", Url, Some("https://servers-frontend.fivem.net"),
        "where FiveM's server list answers";
    CRYPTO_API_URL = "crypto.api_url", "FRONTDESK_CONFIG_CRYPTO_API_URL", Url, Some("https://api.coingecko.com"),
        "where CoinGecko's API answers";
    TOPGG_API_URL = "topgg.api_url", "FRONTDESK_CONFIG_TOPGG_API_URL", Url, Some("https://top.gg"),
        "where top.gg's API answers";
    MINECRAFT_API_URL = "minecraft.api_url", "FRONTDESK_CONFIG_MINECRAFT_API_URL", Url, Some("https://api.mcsrvstat.us"),
        "where the status of Minecraft servers is asked";
    GITHUB_API_URL = "github.api_url", "FRONTDESK_CONFIG_GITHUB_API_URL", Url, Some("https://api.github.com"),
        "where GitHub's API answers";
}

/// The known path of this name.
pub fn find(path: &str) -> Option<&'static Known> {
    ALL.iter().copied().find(|known| known.path == path)
}

/// The known paths as a table, for `config get --help`.
pub fn table() -> String {
    let mut table = String::from("Known paths:\n");
    for known in ALL {
        let default = known
            .default
            .map_or_else(String::new, |default| format!(" [default: {default}]"));
        let kind = match known.kind {
            Kind::Word => "text",
            Kind::Number => "number",
            Kind::Url => "URL",
        };
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            table,
            "  {:<22} {kind:<7} {}{default}",
            known.path, known.about
        );
    }
    table
}

impl Kind {
    /// Whether a value is one of this kind; otherwise what it should be, to complete "must be …".
    pub fn check(self, value: &str) -> Result<(), &'static str> {
        match self {
            Self::Word if value.chars().all(|c| c.is_ascii_graphic()) => Ok(()),
            Self::Word => Err("one word as the service shows it, without spaces"),
            Self::Number if value.len() <= 20 && value.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(())
            }
            Self::Number => Err("a number, as it stands in the service's addresses"),
            Self::Url => check_url(value),
        }
    }
}

/// An address to which paths are appended. Keys travel there, so without TLS only to a literal address: a name could be
/// anybody's by the time it is looked up.
fn check_url(value: &str) -> Result<(), &'static str> {
    const EXPECTED: &str = "the address of an API, like `https://api.example.com`";
    const PLAIN: &str = "an `https:` address; `http:` is for a literal address such as `http://127.0.0.1:9000` alone";
    let url = Url::parse(value).map_err(|_| EXPECTED)?;
    let is_bare = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    match (url.scheme(), url.host()) {
        ("https", Some(_)) | ("http", Some(Host::Ipv4(_) | Host::Ipv6(_))) if is_bare => Ok(()),
        ("http", Some(Host::Domain(_))) => Err(PLAIN),
        _ => Err(EXPECTED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instance::path;

    #[test]
    fn a_variable_is_its_path_and_a_default_is_of_its_kind() {
        for known in ALL {
            assert_eq!(known.variable, path::variable(known.path));
            assert_eq!(path::check(known.path), Ok(()));
            if let Some(default) = known.default {
                assert_eq!(known.kind.check(default), Ok(()));
            }
            assert_eq!(known.kind == Kind::Url, known.path.ends_with("_url"));
        }
    }

    #[test]
    fn values_are_of_their_kind() {
        for (kind, good, bad) in [
            (Kind::Word, "aB3-_/+=.", "two words"),
            (Kind::Word, "x", "line\nbreak"),
            (Kind::Number, "0123456789", "12a"),
            (
                Kind::Url,
                "https://api.example.com/base/",
                "api.example.com",
            ),
            (Kind::Url, "http://127.0.0.1:9000", "http://api.example.com"),
            (
                Kind::Url,
                "http://[::1]:9000",
                "https://user:password@api.example.com",
            ),
            (
                Kind::Url,
                "https://10.0.0.1",
                "https://api.example.com/?key=1",
            ),
            (Kind::Url, "https://a.example", "ftp://a.example"),
        ] {
            assert_eq!(kind.check(good), Ok(()), "{good}");
            assert!(kind.check(bad).is_err(), "{bad}");
        }
    }
}
