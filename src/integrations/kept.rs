//! Values that are kept with a ticket, so that what a closing message or a tag shows is not asked for again.
//!
//! They are sealed for their ticket and integration, and are erased with the ticket.

use std::collections::BTreeMap;

use super::texts::Texts;
use super::{Integrations, Run, RunContext};
use crate::model::{IntegrationId, Outcome, TicketId};
use crate::render::Value;
use crate::vault::Place;

/// What is kept with one ticket.
pub(super) type Kept = BTreeMap<IntegrationId, Texts>;

impl Integrations {
    /// A run for a message about a ticket that exists: what was kept with it is there at once, and only the integrations
    /// whose values are missing are asked, as in [`Self::start`].
    pub async fn resume(&self, ticket: TicketId, context: RunContext) -> Outcome<Run> {
        let (active, kept) = tokio::join!(self.active(context.request.guild), self.kept(ticket));
        Ok(self.begin(active?, context, Some(ticket), kept))
    }

    /// The values of these names for a ticket, once all that was missing has arrived or failed. `context` names them,
    /// and the channel.
    pub async fn values_of_ticket(
        &self,
        ticket: TicketId,
        context: RunContext,
    ) -> Outcome<BTreeMap<String, Value>> {
        let mut run = self.resume(ticket, context).await?;
        run.finished().await;
        Ok(run.values())
    }

    /// What is kept. What cannot be read is asked for again.
    async fn kept(&self, ticket: TicketId) -> Kept {
        let rows = match self.store.ticket_values(ticket).await {
            Ok(rows) => rows,
            Err(error) => {
                tracing::warn!(ticket.id = %ticket, %error, "the kept values cannot be read");
                return Kept::new();
            }
        };
        rows.into_iter()
            .filter_map(|(integration, sealed)| {
                match Texts::open(&self.vault, &place(ticket, integration), &sealed) {
                    Ok(texts) => Some((integration, texts)),
                    Err(error) => {
                        tracing::error!(
                            ticket.id = %ticket, integration.id = %integration, %error,
                            "kept values cannot be opened"
                        );
                        None
                    }
                }
            })
            .collect()
    }

    /// Keeps an integration's values.
    pub(super) async fn keep(&self, ticket: TicketId, integration: IntegrationId, texts: &Texts) {
        let sealed = texts.seal(&self.vault, &place(ticket, integration));
        let now = self.clock.now();
        let kept = self
            .store
            .keep_ticket_values(ticket, integration, &sealed, now);
        if let Err(error) = kept.await {
            tracing::warn!(ticket.id = %ticket, %error, "values could not be kept");
        }
    }
}

fn place(ticket: TicketId, integration: IntegrationId) -> Place {
    Place::TicketValues {
        ticket,
        integration,
    }
}
