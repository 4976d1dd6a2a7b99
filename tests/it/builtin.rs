//! The integrations that come with the program, against the sandbox's faithful fakes of the services.

use std::process::Command;

use frontdesk::model::WelcomeTemplate;
use frontdesk_sandbox::upstream::{BLOXLINK_KEY, SERVICES_USER, TOPGG_TOKEN};
use frontdesk_sandbox::{Answer, Reply, Upstream};

use crate::integration_commands::run;
use crate::support::Desk;

/// `frontdesk config …` over the bot's data.
fn config(desk: &Desk, arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .arg("config")
        .args(arguments)
        .env_clear()
        .env("FRONTDESK_DATA_DIR", desk.folder())
        .current_dir(std::env::temp_dir())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// A bot whose operator has every service at this address.
async fn desk(services: &Upstream, keys: &[&str]) -> Desk {
    let mut desk = Desk::closed().await;
    desk.allow(services.address());
    let base = services.url("");
    let values: Vec<String> = [
        "bloxlink",
        "roblox",
        "fivem",
        "crypto",
        "topgg",
        "minecraft",
        "github",
    ]
    .iter()
    .map(|service| format!("{service}.api_url={base}"))
    .collect();
    let values = values
        .iter()
        .map(String::as_str)
        .chain(keys.iter().copied());
    let arguments: Vec<&str> = std::iter::once("set").chain(values).collect();
    config(&desk, &arguments);
    desk.start().await;
    desk
}

/// Activates one with these values.
async fn activate(desk: &Desk, name: &str, values: &[(&str, &str)]) -> Reply {
    let line = format!(r#"/integration activate integration:"{name}""#);
    let form = desk.user("admin").run(&line).in_channel("general").await;
    let mut modal = form.modal();
    for (field, value) in values {
        modal = modal.fill(field, value);
    }
    let card = modal.submit().finished().await;
    let active = card.press("Confirm").finished().await;
    assert!(
        active.text().contains("is active here"),
        "{}",
        active.text()
    );
    card
}

/// The placeholders' lines of `/integration test`.
async fn values(desk: &Desk, name: &str, user: u64) -> String {
    let line = format!(r#"/integration test integration:"{name}" user:{user}"#);
    let trace = run(&desk.user("admin"), &line).await;
    let text = trace.text();
    let lines = text.lines().filter(|line| line.contains(" → "));
    let lines: Vec<_> = lines
        .map(|line| {
            line.trim_start_matches("| ")
                .trim_start_matches("Placeholders: ")
        })
        .collect();
    assert!(!lines.is_empty(), "{text}");
    lines.join("\n")
}

async fn welcome(desk: &Desk, text: &str) {
    desk.panel_with(|panel| {
        panel.welcome = WelcomeTemplate {
            message: Some(text.to_owned()),
            ..WelcomeTemplate::default()
        };
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_in_the_catalogue_and_belong_to_nobody() {
    let services = Upstream::start("unused").await.unwrap();
    let desk = desk(&services, &[]).await;
    let admin = desk.user("admin");
    let list = run(&admin, "/integration list scope:public").await;
    for name in [
        "Bloxlink",
        "Crypto prices",
        "FiveM",
        "GitHub release",
        "Minecraft server",
    ] {
        assert!(list.text().contains(name), "{}", list.text());
    }
    for line in [
        "/integration create name:Bloxlink url:https://api.example.com/",
        "/integration edit integration:Bloxlink description:mine",
        "/integration export integration:FiveM",
        "/integration delete integration:FiveM",
        "/integration unpublish integration:FiveM",
    ] {
        let refused = run(&admin, line).await;
        let text = refused.text();
        assert!(
            text.contains("already means something") || text.contains("You have no"),
            "{line}: {text}"
        );
    }
    // A second start finds them as they are.
    let mut desk = desk;
    desk.stop().await;
    desk.start().await;
    let again = run(&desk.user("admin"), "/integration list scope:public").await;
    assert_eq!(again.text(), list.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn prices_are_in_the_server_s_currency_and_tell_nobody_about_the_member() {
    let services = Upstream::start("unused").await.unwrap();
    let desk = desk(&services, &[]).await;
    let card = activate(&desk, "Crypto prices", &[("currency", "usd")]).await;
    assert!(!card.text().contains("user_id"), "{}", card.text());
    welcome(&desk, "BTC %btc_price% ETH %eth_price% XMR %xmr_price%").await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    member
        .sees_message("ticket-0001", "BTC 67,187.3358936566 ETH 3,117.15 XMR N/A")
        .await;
    let [request] = services.requests().try_into().unwrap();
    let asked = format!("{request:?}");
    for id in [member.id().to_string(), desk.guild().to_string()] {
        assert!(!asked.contains(&id), "{asked}");
    }
    services.on(
        "/api/v3/simple/price",
        Answer::json(
            r#"{"status":{"error_code":429,"error_message":"You've exceeded the Rate Limit."}}"#,
        )
        .status(429),
    );
    let limited = values(&desk, "Crypto prices", SERVICES_USER).await;
    assert!(limited.contains("N/A"), "{limited}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_s_key_gives_bloxlink_to_every_server() {
    let services = Upstream::start("unused").await.unwrap();
    let desk = desk(&services, &[&format!("bloxlink.api_key={BLOXLINK_KEY}")]).await;
    welcome(
        &desk,
        "%roblox_username% (%roblox_display_name%) %roblox_id% %bloxlink.roblox_profile_url%",
    )
    .await;
    let member = desk.user("member");
    let account = member.id();
    services.on(
        &format!(
            "/v4/public/guilds/{}/discord-to-roblox/{account}",
            desk.guild()
        ),
        Answer::json(r#"{"robloxID":"156","resolved":{}}"#),
    );
    member.press("Open a ticket").finished().await;
    member
        .sees_message(
            "ticket-0001",
            r"builder\_man (Builderman) 156 https://www.roblox.com/users/156/profile",
        )
        .await;
    let [bloxlink] = services
        .requests_to(&format!(
            "/v4/public/guilds/{}/discord-to-roblox/{account}",
            desk.guild()
        ))
        .try_into()
        .unwrap();
    assert_eq!(bloxlink.header("authorization"), Some(BLOXLINK_KEY));
    // Bloxlink's key is Bloxlink's.
    assert_eq!(
        services.requests_to("/v1/users/156")[0].header("authorization"),
        None
    );

    insta::assert_snapshot!(values(&desk, "Bloxlink", SERVICES_USER).await, @"
    ✅ `%roblox_username%` → `builder_man`
    ✅ `%roblox_id%` → `156`
    ✅ `%roblox_display_name%` → `Builderman`
    ✅ `%roblox_profile_url%` → `https://www.roblox.com/users/156/profile`
    ✅ `%roblox_account_age%` → `<t:1141860102:R>`
    ✅ `%roblox_account_created%` → `2006-03-08T23:21:42.28Z`
    ");
    // Who has linked nothing is no error.
    let stranger = desk.user("admin").id().0;
    let nobody = values(&desk, "Bloxlink", stranger).await;
    assert_eq!(nobody.matches("N/A").count(), 6, "{nobody}");
    let admin = desk.user("admin");
    let log = run(&admin, "/integration log integration:Bloxlink").await;
    assert!(!log.text().contains("404 "), "{}", log.text());
    let refused = run(&admin, "/integration deactivate integration:Bloxlink").await;
    let refused = refused.press("Confirm").finished().await;
    assert!(
        refused.text().contains("lends its key"),
        "{}",
        refused.text()
    );
    for shown in [
        log,
        run(&admin, "/integration view integration:Bloxlink").await,
    ] {
        assert!(!shown.text().contains(BLOXLINK_KEY));
    }
    // When Roblox is down, what Bloxlink said is still there.
    services.on("/v1/users/156", Answer::json("{}").status(503));
    let partly = values(&desk, "Bloxlink", SERVICES_USER).await;
    assert!(partly.contains("`%roblox_id%` → `156`"), "{partly}");
    assert!(partly.contains("%roblox_username%"), "{partly}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_operator_s_key_bloxlink_takes_the_server_s_own() {
    let services = Upstream::start("unused").await.unwrap();
    let desk = desk(&services, &[]).await;
    let admin = desk.user("admin");
    let none = run(&admin, "/integration test integration:Bloxlink").await;
    assert!(
        none.text().contains("No integration called"),
        "{}",
        none.text()
    );
    activate(&desk, "Bloxlink", &[("api_key", BLOXLINK_KEY)]).await;
    let known = values(&desk, "Bloxlink", SERVICES_USER).await;
    assert!(known.contains("builder_man"), "{known}");
    assert!(
        services
            .requests()
            .iter()
            .any(|one| one.header("authorization") == Some(BLOXLINK_KEY))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn fivem_finds_the_player_in_a_long_answer() {
    let services = Upstream::start("unused").await.unwrap();
    let desk = desk(&services, &[]).await;
    activate(&desk, "FiveM", &[("join_code", "abc123")]).await;
    insta::assert_snapshot!(values(&desk, "FiveM", SERVICES_USER).await, @"
    ✅ `%fivem_id%` → `600`
    ✅ `%fivem_username%` → `Ryan`
    ✅ `%steam_id%` → `76561198129818685`
    ✅ `%steam_profile_url%` → `https://steamcommunity.com/profiles/76561198129818685`
    ✅ `%fivem_license%` → `license:9c4f1f2b9a7d4c1e8b3a5d6f7e8090a1b2c3d4e5`
    ");
    let stranger = desk.user("admin").id().0;
    let nobody = values(&desk, "FiveM", stranger).await;
    assert_eq!(nobody.matches("N/A").count(), 5, "{nobody}");
}

#[tokio::test(flavor = "multi_thread")]
async fn three_more_answer() {
    let services = Upstream::start("unused").await.unwrap();
    let desk = desk(&services, &[]).await;
    activate(
        &desk,
        "Topgg votes",
        &[("bot_id", "1"), ("api_token", TOPGG_TOKEN)],
    )
    .await;
    activate(
        &desk,
        "Minecraft server",
        &[("server_address", "play.example.com")],
    )
    .await;
    activate(
        &desk,
        "GitHub release",
        &[("owner", "octocat"), ("repository", "Hello-World")],
    )
    .await;
    let mut seen = Vec::new();
    for name in ["Topgg votes", "Minecraft server", "GitHub release"] {
        seen.push(values(&desk, name, SERVICES_USER).await);
    }
    insta::assert_snapshot!(seen.join("\n"), @"
    ✅ `%topgg_voted%` → `1`
    ✅ `%minecraft_online%` → `true`
    ✅ `%minecraft_players%` → `1234`
    ✅ `%minecraft_max_players%` → `2000`
    ✅ `%minecraft_version%` → `1.21.4`
    ✅ `%minecraft_motd%` → `A server, of the sandbox`
    ✅ `%github_release%` → `v1.0.0`
    ✅ `%github_release_name%` → `Spring`
    ✅ `%github_release_url%` → `https://github.com/octocat/Hello-World/releases/v1.0.0`
    ✅ `%github_release_at%` → `2013-02-27T19:35:32Z`
    ");
    let stranger = desk.user("admin").id().0;
    let nobody = values(&desk, "Topgg votes", stranger).await;
    assert!(nobody.contains("`0`"), "{nobody}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_bot_follows_the_operator_to_another_address() {
    let (first, second) = (
        Upstream::start("unused").await.unwrap(),
        Upstream::start("unused").await.unwrap(),
    );
    let mut desk = Desk::closed().await;
    desk.allow(first.address());
    desk.allow(second.address());
    config(
        &desk,
        &["set", &format!("crypto.api_url={}", first.url(""))],
    );
    desk.start().await;
    activate(&desk, "Crypto prices", &[("currency", "usd")]).await;
    config(
        &desk,
        &["set", &format!("crypto.api_url={}", second.url("/base/"))],
    );
    let start = std::time::Instant::now();
    // What the admin agreed to names the old host.
    while !desk.bot().integrations.active(desk.guild()).await.unwrap()[0].paused {
        assert!(start.elapsed() < std::time::Duration::from_secs(5));
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let manifest = &desk.bot().integrations.active(desk.guild()).await.unwrap()[0]
        .integration
        .manifest;
    assert!(
        manifest
            .request
            .url
            .starts_with(&second.url("/base/api/v3/")),
        "{}",
        manifest.request.url
    );
}
