//! `/panel list`

use crate::discord::{Context, Request, components};
use crate::model::Outcome;

/// Lists the server's panels.
#[poise::command(slash_command)]
pub(super) async fn list(context: Context<'_>) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    components::panel::list(&request, guild, 0).await
}
