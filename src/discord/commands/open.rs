//! `/open [panel] [subject]`

use crate::discord::{Context, Request};
use crate::model::Outcome;

/// Opens a ticket.
#[poise::command(slash_command, guild_only)]
pub(super) async fn open(
    context: Context<'_>,
    panel: Option<String>,
    subject: Option<String>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let _ = (panel, subject);
    request.guild().map(drop)
}
