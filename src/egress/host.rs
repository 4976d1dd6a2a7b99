//! Host names that are refused by name, before DNS is asked.
//!
//! Names arrive in the form that the URL parser gives them: lower case, after IDNA. Every list is matched at label
//! boundaries, so `notlocal` and `mylocalhost.example` are other names.

use super::Rule;

/// Top-level names that mean something only inside a network, and those that must never be asked for.
///
/// From the [special-use registry](https://www.iana.org/assignments/special-use-domain-names), RFC 6762 appendix G,
/// ICANN's reserved names (`.internal`, and `.home`, `.corp`, `.mail`, which will never be delegated), and what
/// routers and container platforms use. The documentation names (`example.com`) are left out: they are ordinary
/// names that resolve.
const SPECIAL_USE: &[&str] = &[
    "alt",
    "arpa",
    "bit",
    "cluster",
    "consul",
    "corp",
    "docker",
    "domain",
    "eth",
    "fritz.box",
    "gnu",
    "home",
    "i2p",
    "internal",
    "intra",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localdomain4",
    "localdomain6",
    "localhost",
    "mail",
    "onion",
    "private",
    "svc",
    "test",
    "workgroup",
];

/// Metadata services under public names; the others end in `.internal` or have one label.
const METADATA: &[&str] = &[
    "metadata.goog",
    "metadata.packet.net",
    "metadata.platformequinix.com",
    "metadata.tencentyun.com",
    "metadata.azure.com",
    "metadata.oraclecloud.com",
    "metadata.cloud.ibm.com",
];

/// Discord's names: a request from the bot's address counts towards the bot's limits there.
const DISCORD: &[&str] = &[
    "airhorn.solutions",
    "airhornbot.com",
    "bigbeans.solutions",
    "dis.gd",
    "discord-activities.com",
    "discord.app",
    "discord.co",
    "discord.com",
    "discord.design",
    "discord.dev",
    "discord.gg",
    "discord.gift",
    "discord.gifts",
    "discord.media",
    "discord.new",
    "discord.store",
    "discord.tools",
    "discordactivities.com",
    "discordapp.com",
    "discordapp.io",
    "discordapp.net",
    "discordcdn.com",
    "discordmerch.com",
    "discordpartygames.com",
    "discordquests.com",
    "discordsays.com",
    "discordsez.com",
    "discordstatus.com",
    "watchanimeattheoffice.com",
];

/// Judges a name without its trailing dot. `own` are the bot's own names, in the same form.
pub(super) fn refusing_rule(name: &str, own: &[String]) -> Option<Rule> {
    if !is_host_name(name) {
        return Some(Rule::HostInvalid);
    }
    if own.iter().any(|own| is_within(name, own)) {
        return Some(Rule::HostOwn);
    }
    if SPECIAL_USE.iter().any(|special| is_within(name, special)) {
        return Some(Rule::HostSpecialUse);
    }
    if !name.contains('.') {
        return Some(Rule::HostSingleLabel);
    }
    if METADATA.iter().any(|metadata| is_within(name, metadata)) {
        return Some(Rule::HostMetadata);
    }
    if DISCORD.iter().any(|discord| is_within(name, discord)) {
        return Some(Rule::HostDiscord);
    }
    None
}

/// What DNS can hold, of letters, digits, hyphens and underscores: nothing that would be markup where it is shown.
fn is_host_name(name: &str) -> bool {
    name.len() <= 253
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        })
}

/// Whether `name` is `zone` or a name under it.
fn is_within(name: &str, zone: &str) -> bool {
    name.strip_suffix(zone)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}
