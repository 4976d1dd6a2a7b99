//! `/unclaim`

use crate::discord::{Context, Request, working};
use crate::model::Outcome;

/// Gives the ticket of this channel back.
#[poise::command(slash_command, guild_only, category = "staff")]
pub(super) async fn unclaim(context: Context<'_>) -> Outcome<()> {
    let request = Request::of(context).await;
    working::unclaim(&request, None).await
}
