//! `/claim`

use crate::discord::{Context, Request, working};
use crate::model::Outcome;

/// Takes the ticket of this channel.
#[poise::command(slash_command, guild_only, category = "staff")]
pub(super) async fn claim(context: Context<'_>) -> Outcome<()> {
    let request = Request::of(context).await;
    working::claim(&request, None).await
}
