//! `/close [reason]`

use crate::discord::{Context, Request};
use crate::model::Outcome;

/// Closes this ticket.
#[poise::command(slash_command, guild_only)]
pub(super) async fn close(context: Context<'_>, reason: Option<String>) -> Outcome<()> {
    let request = Request::of(context).await;
    let _ = reason;
    request.guild().map(drop)
}
