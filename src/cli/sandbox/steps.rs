//! The tutorial, step by step: what is done, and what must be seen.

use std::time::Duration;

use futures_util::FutureExt;

use super::world::{API_KEY, Seen, Step, World};
use crate::egress::{FetchRequest, Method};
use crate::model::GuildId;
use crate::vault::Secret;

/// The member whom the example API knows.
const KNOWN: &str = "585576154958921739";

/// What that member's ticket must show.
const VALUES: [&str; 5] = ["Online", "Ryan", "2019", "3000", "400"];

/// The placeholders, with their paths in the API's answer.
const PLACEHOLDERS: [(&str, &str); 5] = [
    ("online_status", "online_status"),
    ("username", "user.username"),
    ("creation_year", "user.account_created_year"),
    ("high_score", "user.scores.high_score"),
    ("last_score", "user.scores.last_score"),
];

const WELCOME: &str = "Hello %user%! Status: **%online_status%**\n\
    In the game: **%my_integration.username%**, since **%creation_year%**\n\
    High score: **%high_score%**, last score: **%last_score%**";

/// The steps, in order.
pub(super) const STEPS: [Step; 7] = [
    |world| ask_the_api(world).boxed(),
    |world| create_the_integration(world).boxed(),
    |world| test_the_integration(world).boxed(),
    |world| create_the_panel(world).boxed(),
    |world| open_as_the_member(world).boxed(),
    |world| open_as_another(world).boxed(),
    |world| close_with_a_reason(world).boxed(),
];

async fn ask_the_api(world: &World) -> Seen {
    let known = lookup(world, KNOWN, Some(API_KEY)).await?;
    if known.1
        != r#"{"online_status":"Online","user":{"username":"Ryan","account_created_year":2019,"scores":{"high_score":3000,"last_score":400}}}"#
    {
        return Err(format!("the API answered {}", known.1));
    }
    let unknown = lookup(world, "1", Some(API_KEY)).await?;
    let refused = lookup(world, KNOWN, None).await?;
    if unknown != (200, "{}".to_owned()) || refused.0 != 401 {
        return Err(format!(
            "the API answered {} to a stranger and {} without a key",
            unknown.1, refused.0
        ));
    }
    Ok("The example API knows one player (Ryan, 3000 points), answers {} for anyone else, and 401 without its key.".to_owned())
}

async fn lookup(world: &World, user: &str, key: Option<&str>) -> Result<(u16, String), String> {
    let headers = key.map(|key| ("Authorization".to_owned(), Secret::new(key)));
    let request = FetchRequest {
        guild: GuildId::new(1),
        method: Method::Get,
        url: Secret::new(world.api(&format!("/lookup?user={user}"))),
        headers: headers.into_iter().collect(),
        body: None,
        max_bytes: 65_536,
        deadline: Duration::from_secs(4),
    };
    match world.egress().fetch(request).await {
        Ok(fetched) => Ok((
            fetched.status,
            String::from_utf8_lossy(&fetched.body).into_owned(),
        )),
        Err(failed) => failed
            .status
            .map(|status| (status, String::new()))
            .ok_or_else(|| failed.error.to_string()),
    }
}

async fn create_the_integration(world: &World) -> Seen {
    let url = world.api("/lookup?user=%user_id%");
    say(
        world,
        &format!("/integration create name:\"My Integration\" url:{url}"),
        "My Integration",
    )
    .await?;
    say(
        world,
        "/integration secret add integration:\"My Integration\" name:api_key",
        "api_key",
    )
    .await?;
    say(
        world,
        "/integration header set integration:\"My Integration\" name:Authorization value:%api_key%",
        "Authorization",
    )
    .await?;
    for (name, path) in PLACEHOLDERS {
        let line = format!(
            "/integration placeholder set integration:\"My Integration\" name:{name} path:{path}"
        );
        say(world, &line, name).await?;
    }
    let form = world
        .actor("admin")
        .run("/integration activate integration:\"My Integration\"")
        .in_channel("general");
    let form = form.attempt().await.map_err(|error| error.to_string())?;
    let card = form
        .modal()
        .fill("api_key", API_KEY)
        .submit()
        .finished()
        .await;
    hold(
        "the card before Confirm",
        &card.text(),
        &["127.0.0.1", "api_key"],
    )?;
    let active = card.press("Confirm").finished().await;
    hold("the answer to Confirm", &active.text(), &["My Integration"])?;
    Ok("An admin made an integration of it with /integration: a secret, a header, five placeholders; entered the key and confirmed.".to_owned())
}

async fn test_the_integration(world: &World) -> Seen {
    let line = format!("/integration test integration:\"My Integration\" user:{KNOWN}");
    let trace = say(world, &line, "200").await?;
    hold("the trace", &trace, &VALUES)?;
    if trace.contains(API_KEY) {
        return Err("the trace shows the key".to_owned());
    }
    Ok(format!(
        "/integration test shows each step and the five values ({}), the key masked.",
        VALUES.join(", ")
    ))
}

async fn create_the_panel(world: &World) -> Seen {
    say(
        world,
        "/panel create title:Support channel:#support staff:@Staff category:Tickets",
        "Support",
    )
    .await?;
    let form = world
        .actor("admin")
        .run("/panel welcome panel:Support")
        .in_channel("general");
    let form = form.attempt().await.map_err(|error| error.to_string())?;
    let saved = form
        .modal()
        .fill("Title", "Welcome, %username%")
        .fill("Message", WELCOME)
        .submit()
        .finished()
        .await;
    hold(
        "the answer to the welcome form",
        &saved.text(),
        &["Support"],
    )?;
    Ok("/panel create posted a panel in #support, and /panel welcome gave it a text that uses the placeholders.".to_owned())
}

async fn open_as_the_member(world: &World) -> Seen {
    let (channel, welcome) = open(world, "member", "Ryan").await?;
    hold("the welcome message", &welcome, &VALUES)?;
    hold(
        "the welcome message",
        &welcome,
        &["[Close]", "[Close With Reason]", "[Claim]"],
    )?;
    if world
        .actor("other member")
        .channels()
        .iter()
        .any(|other| other.contains(&channel))
    {
        return Err(format!("#{channel} is not private"));
    }
    Ok(format!(
        "The member pressed Open a ticket: #{channel} appeared, for them and staff alone, and its welcome message says {}.",
        VALUES.join(", ")
    ))
}

async fn open_as_another(world: &World) -> Seen {
    let (channel, welcome) = open(world, "other member", "N/A").await?;
    if VALUES.iter().any(|value| welcome.contains(value)) {
        return Err(format!(
            "the stranger's ticket shows values of somebody else:\n{welcome}"
        ));
    }
    Ok(format!(
        "Another member, whom the API does not know, got #{channel} with the fallbacks."
    ))
}

async fn close_with_a_reason(world: &World) -> Seen {
    let member = world.actor("member");
    let channel = ticket_of(world, "member").ok_or("the member sees no ticket")?;
    let welcome = member.sees_message(&channel, "Ryan").await;
    let form = member
        .press("Close With Reason")
        .on(&welcome)
        .attempt()
        .await
        .map_err(|error| error.to_string())?;
    let _ = form
        .modal()
        .fill("Reason", "Solved, thanks")
        .submit()
        .attempt()
        .await
        .map_err(|error| error.to_string())?;
    member.no_longer_sees(&channel).await;
    member.receives("Solved, thanks").await;
    Ok(format!(
        "The ticket was closed with a reason: #{channel} is gone, and the member was told in a direct message."
    ))
}

/// After the tutorial: an open ticket with everything in it, for the browser.
pub(super) async fn leave_open(world: &World) -> Result<(), String> {
    open(world, "member", "Ryan").await.map(|_| ())
}

/// Presses the panel's button; the new channel's name, and the welcome message once it says `awaited`.
async fn open(world: &World, who: &str, awaited: &str) -> Result<(String, String), String> {
    let actor = world.actor(who);
    let press = actor.press("Open a ticket").in_channel("support");
    let told = press
        .attempt()
        .await
        .map_err(|error| error.to_string())?
        .finished()
        .await;
    let channel =
        ticket_of(world, who).ok_or_else(|| format!("no channel appeared: {}", told.text()))?;
    let welcome = actor.sees_message(&channel, awaited).await.text();
    Ok((channel, welcome))
}

/// The newest ticket channel that somebody sees.
fn ticket_of(world: &World, who: &str) -> Option<String> {
    let channels = world.actor(who).channels();
    channels
        .into_iter()
        .rev()
        .find(|name| name.contains("ticket-"))
        .map(|name| name.trim_start_matches('#').to_owned())
}

/// Runs a command as the admin; what it answered, which must hold `awaited`.
async fn say(world: &World, line: &str, awaited: &str) -> Seen {
    let run = world.actor("admin").run(line).in_channel("general");
    let text = run
        .attempt()
        .await
        .map_err(|error| format!("{line}: {error}"))?
        .finished()
        .await
        .text();
    hold(line, &text, &[awaited])?;
    Ok(text)
}

fn hold(what: &str, text: &str, awaited: &[&str]) -> Result<(), String> {
    match awaited.iter().find(|awaited| !text.contains(**awaited)) {
        None => Ok(()),
        Some(missing) => Err(format!("{what} should say `{missing}` but says:\n{text}")),
    }
}
