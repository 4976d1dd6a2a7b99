//! `/panel welcome`

use crate::discord::commands::AnswersWithModal;
use crate::discord::{Context, Request, suggest, views};
use crate::model::Outcome;
use crate::panels;

/// Opens the modal for the welcome message.
#[poise::command(slash_command, custom_data = "AnswersWithModal")]
pub(super) async fn welcome(
    context: Context<'_>,
    #[autocomplete = "suggest::panels"]
    #[max_length = 100]
    panel: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let panel = request
        .before_modal(panels::find(&request.bot.store, guild, &panel))
        .await?;
    let modal = views::welcome::modal(&panel, request.language());
    request.show_modal(&modal).await
}
