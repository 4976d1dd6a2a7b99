//! `/panel enable` and `/panel disable`

use crate::discord::posting::{self, Refreshed};
use crate::discord::{Context, Request, suggest};
use crate::model::{Failure, Outcome, Text};
use crate::panels;
use crate::render::markdown;

/// Turns a panel's button on.
#[poise::command(slash_command)]
pub(super) async fn enable(
    context: Context<'_>,
    #[autocomplete = "suggest::panels"]
    #[max_length = 100]
    panel: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    turn(&request, &panel, true).await
}

/// Turns a panel's button off.
#[poise::command(slash_command)]
pub(super) async fn disable(
    context: Context<'_>,
    #[autocomplete = "suggest::panels"]
    #[max_length = 100]
    panel: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    turn(&request, &panel, false).await
}

async fn turn(request: &Request, title: &str, enabled: bool) -> Outcome<()> {
    let guild = request.managed_guild()?;
    let store = &request.bot.store;
    let panel = panels::find(store, guild, title).await?;
    let panel = panels::enable(store, guild, panel.id, enabled).await?;
    let text = if enabled {
        Text::new("panels-enabled")
    } else {
        Text::new("panels-disabled")
    };
    let text = text.with("title", markdown::escape(&panel.settings.title));
    // The decision holds whatever the button looks like: a press asks the database.
    let problem = match posting::refresh(request, &panel).await {
        Ok(Refreshed::Shown) => None,
        Ok(Refreshed::Gone) => Some(Text::new("panels-message-gone")),
        Err(Failure::Refused(text)) => Some(text),
        Err(fault) => return Err(fault),
    };
    let words = [Some(text), problem]
        .into_iter()
        .flatten()
        .map(|text| request.words(&text))
        .collect::<Vec<_>>();
    let message = crate::discord::Message::text(words.join("\n"));
    request.show(&message).await;
    Ok(())
}
