//! `/topic topic`

use crate::discord::appearance::Wish;
use crate::discord::{Context, Request, working};
use crate::model::{Outcome, Text};
use crate::tickets::topic as topics;

/// Changes the line under the name of this ticket's channel.
#[poise::command(slash_command, guild_only, category = "staff")]
pub(super) async fn topic(context: Context<'_>, #[max_length = 900] topic: String) -> Outcome<()> {
    let request = Request::of(context).await;
    let wish = |ticket: &crate::model::Ticket| Wish {
        topic: Some(topics::changed(&topic, &ticket.reference)),
        ..Wish::default()
    };
    working::appear(&request, wish, Text::new("tickets-topic-changed")).await
}
