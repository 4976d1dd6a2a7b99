//! `/panel delete`

use crate::discord::components::{confirmation, panel::PanelPress};
use crate::discord::outbound::Message;
use crate::discord::{Context, CustomId, Request, suggest};
use crate::model::{Outcome, Text};
use crate::panels;
use crate::render::markdown;

/// Asks whether a panel is to be deleted.
#[poise::command(slash_command)]
pub(super) async fn delete(
    context: Context<'_>,
    #[autocomplete = "suggest::panels"]
    #[max_length = 100]
    panel: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let panel = panels::find(&request.bot.store, guild, &panel).await?;
    let question =
        Text::new("panels-delete-question").with("title", markdown::escape(&panel.settings.title));
    let confirm = CustomId::Panel(PanelPress::Delete(panel.id));
    let message =
        Message::text(request.words(&question)).buttons(confirmation(request.language(), confirm));
    request.show(&message).await;
    Ok(())
}
