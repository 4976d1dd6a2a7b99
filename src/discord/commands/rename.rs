//! `/rename name`

use crate::discord::appearance::Wish;
use crate::discord::{Context, Request, working};
use crate::model::{Failure, Outcome, Text};
use crate::render::embed::plain_channel_name;
use crate::render::markdown;

/// Gives the channel of this ticket another name.
#[poise::command(slash_command, guild_only, category = "staff")]
pub(super) async fn rename(context: Context<'_>, #[max_length = 100] name: String) -> Outcome<()> {
    let request = Request::of(context).await;
    let name = plain_channel_name(&name).ok_or_else(|| Failure::refused("tickets-name-empty"))?;
    let done = Text::new("tickets-renamed").with("name", markdown::escape(&name));
    let wish = Wish {
        name: Some(name),
        ..Wish::default()
    };
    working::appear(&request, |_| wish, done).await
}
