//! `/close [reason]`

use crate::discord::{Context, Request, closing};
use crate::model::Outcome;

/// Closes the ticket of this channel, without asking.
#[poise::command(slash_command, guild_only)]
pub(super) async fn close(
    context: Context<'_>,
    #[max_length = 1000] reason: Option<String>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let ticket = closing::here(&request).await?;
    closing::close(&request, ticket, reason.as_deref()).await
}
