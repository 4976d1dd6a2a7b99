//! `/operator stats`

use crate::discord::{Context, Request, views};
use crate::model::Outcome;

/// Counts what there is.
#[poise::command(slash_command)]
pub(super) async fn stats(context: Context<'_>) -> Outcome<()> {
    let request = Request::of(context).await;
    request.must_operate()?;
    let counts = request.bot.store.instance_counts().await?;
    let connected = request.bot.guilds.names().len();
    let message = views::operator::stats(&counts, connected, request.language());
    request.show(&message).await;
    Ok(())
}
