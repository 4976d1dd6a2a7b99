//! `/panel welcome`

use crate::discord::commands::AnswersWithModal;
use crate::discord::{Context, Request, suggest, views};
use crate::i18n;
use crate::model::{Outcome, Text, WelcomeTemplate};
use crate::{panels, settings};

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
    let store = &request.bot.store;
    let (mut panel, settings) = request
        .before_modal(async {
            tokio::try_join!(
                panels::find(store, guild, &panel),
                settings::load(store, guild)
            )
        })
        .await?;
    if panel.settings.welcome == WelcomeTemplate::default() {
        // What tickets of this panel begin with until now.
        let greeting = i18n::words(settings.language, &Text::new("tickets-welcome"));
        panel.settings.welcome.message = Some(greeting);
    }
    let modal = views::welcome::modal(&panel, request.language());
    request.show_modal(&modal).await
}
