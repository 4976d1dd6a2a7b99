//! `frontdesk check`, as a self-hoster runs it.

use std::path::Path;
use std::process::Command;

use frontdesk_sandbox::{Options, Permissions, Sandbox};

/// Runs the binary with nothing in its environment but these; whether it succeeded, and what it printed.
async fn check(variables: &[(&str, &str)], folder: &Path) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontdesk"));
    command
        .arg("check")
        .env_clear()
        .env("FRONTDESK_DATA_DIR", folder.join("data"))
        .envs(variables.iter().copied())
        .current_dir(folder);
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.unwrap().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    (output.status.success(), printed)
}

/// The line about something.
fn line<'a>(printed: &'a str, about: &str) -> &'a str {
    let line = printed.lines().find(|line| line[6..].starts_with(about));
    line.unwrap_or_else(|| panic!("nothing about {about}: {printed}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn all_is_well_or_the_server_where_it_is_not_is_named() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let variables = [
        ("DISCORD_TOKEN", sandbox.token()),
        ("DISCORD_API_URL", sandbox.url()),
    ];
    let (well, printed) = check(&variables, folder.path()).await;
    assert!(well, "{printed}");
    assert!(
        printed.lines().all(|line| line.starts_with("ok    ")),
        "{printed}"
    );

    let seed = sandbox.seed();
    sandbox.state().write(|world| {
        let guild = world.guild_mut(seed.guild).unwrap();
        let role = guild.roles.get_mut(&seed.bot_role).unwrap();
        role.permissions = Permissions(role.permissions.0 & !Permissions::MANAGE_CHANNELS.0);
    });
    let (well, printed) = check(&variables, folder.path()).await;
    assert!(!well);
    insta::assert_snapshot!(line(&printed, "server"), @"FAIL  server Harbour Lights: the bot lacks Manage Channels: give them to its role under Server Settings → Roles");
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_wrong_is_told_at_once() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (well, printed) = check(
        &[
            ("DISCORD_TOKEN", "planted-token"),
            ("DISCORD_API_URL", sandbox.url()),
            ("DATABASE_URL", "postgres://desk:planted@127.0.0.1:1/desk"),
            ("FRONTDESK_KEYS", "first:planted"),
            ("FRONTDESK_LOG", "xml"),
            ("FRONTDESK_SHARDS", "4-2/3"),
        ],
        folder.path(),
    )
    .await;
    assert!(!well);
    assert!(!printed.contains("planted"), "{printed}");
    insta::assert_snapshot!(printed, @"
    FAIL  FRONTDESK_LOG: is `xml`, which is no log format: set it to `pretty` or `json`
    FAIL  FRONTDESK_SHARDS: is `4-2/3`, which is no range of shards: write `auto`, or a range like `0-3/8`
    FAIL  FRONTDESK_KEYS: encryption key number 1 is not Base64 after the `:`: copy all of what `frontdesk keygen` printed
    FAIL  database: the database server at 127.0.0.1:1 does not answer (Connection refused (os error 111)): check that it runs and that DATABASE_URL names it
    FAIL  Discord: Discord refuses DISCORD_TOKEN: copy the bot's token again from https://discord.com/developers/applications
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_token_and_a_discord_out_of_reach_are_told_with_the_mend() {
    let folder = tempfile::tempdir().unwrap();
    let (well, printed) = check(&[], folder.path()).await;
    assert!(!well);
    insta::assert_snapshot!(line(&printed, "DISCORD_TOKEN"), @"FAIL  DISCORD_TOKEN: is not set: create a bot at https://discord.com/developers/applications and copy its token there");

    let variables = [
        ("DISCORD_TOKEN", "a.b.c"),
        ("DISCORD_API_URL", "http://127.0.0.1:1"),
    ];
    let (well, printed) = check(&variables, folder.path()).await;
    assert!(!well);
    let reason = line(&printed, "Discord");
    assert!(reason.contains("cannot be reached"), "{reason}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_and_a_damaged_key_file_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("frontdesk.db"), "no database, ".repeat(500)).unwrap();
    let keys = data.join("frontdesk.keys");
    std::fs::write(&keys, "k1:planted").unwrap();
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&keys, private).unwrap();
    let (well, printed) = check(&[], folder.path()).await;
    assert!(!well);
    assert!(!printed.contains("planted"), "{printed}");
    let place = folder.path().display().to_string();
    insta::assert_snapshot!(printed.replace(&place, "FOLDER"), @"
    FAIL  DISCORD_TOKEN: is not set: create a bot at https://discord.com/developers/applications and copy its token there
    FAIL  FRONTDESK_KEYS: encryption key number 1 is not Base64 after the `:`: copy all of what `frontdesk keygen` printed
    FAIL  database: the file FOLDER/data/frontdesk.db is damaged or no SQLite database: restore it from a backup, or name another file in DATABASE_URL
    ");
}
