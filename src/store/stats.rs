//! Counts over the whole database, for the operator.

use super::engine::each;
use super::{Store, StoreError};

/// How much of everything there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct InstanceCounts {
    /// Servers with a panel.
    pub guilds_with_panels: i64,
    /// Panels.
    pub panels: i64,
    /// Tickets that are not closed.
    pub open_tickets: i64,
    /// All tickets.
    pub tickets: i64,
    /// All integrations that users own.
    pub integrations: i64,
    /// Those in the catalogue.
    pub public_integrations: i64,
    /// Those that wait for an operator.
    pub waiting_integrations: i64,
    /// How often an integration is active in a server.
    pub activations: i64,
    /// Servers that are blocked.
    pub blocked_guilds: i64,
}

impl Store {
    /// Counts everything at one moment.
    pub async fn instance_counts(&self) -> Result<InstanceCounts, StoreError> {
        Ok(each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT
                     (SELECT COUNT(DISTINCT guild_id) FROM panels) AS guilds_with_panels,
                     (SELECT COUNT(*) FROM panels) AS panels,
                     (SELECT COUNT(*) FROM tickets WHERE state <> 'closed') AS open_tickets,
                     (SELECT COUNT(*) FROM tickets) AS tickets,
                     (SELECT COUNT(*) FROM integrations) AS integrations,
                     (SELECT COUNT(*) FROM publications
                      WHERE version IS NOT NULL AND withdrawn_at IS NULL) AS public_integrations,
                     (SELECT COUNT(*) FROM publications WHERE queued_at IS NOT NULL) AS waiting_integrations,
                     (SELECT COUNT(*) FROM activations) AS activations,
                     (SELECT COUNT(*) FROM blocked_guilds) AS blocked_guilds",
            )
            .fetch_one(pool)
            .await
        })?)
    }
}
