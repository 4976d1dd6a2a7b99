//! `ticket_values`: what integrations answered about a ticket. It goes with the ticket.

use chrono::{DateTime, Utc};

use super::engine::each;
use super::{Store, StoreError};
use crate::model::{IntegrationId, TicketId};
use crate::vault::Sealed;

/// More integrations than one ticket ever asks.
const MOST: i64 = 200;

impl Store {
    /// Keeps an integration's values with a ticket, in place of what was kept before. A ticket that was undone or
    /// erased meanwhile is no error.
    pub async fn keep_ticket_values(
        &self,
        ticket: TicketId,
        integration: IntegrationId,
        values: &Sealed,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let outcome = each!(self.writer(), pool => {
            sqlx::query(
                "INSERT INTO ticket_values (ticket_id, integration_id, kept, kept_at)
                 VALUES ($1, $2, $3, $4)
                 ON CONFLICT (ticket_id, integration_id)
                 DO UPDATE SET kept = excluded.kept, kept_at = excluded.kept_at",
            )
            .bind(ticket.as_i64())
            .bind(integration.as_i64())
            .bind(values.as_bytes())
            .bind(at)
            .execute(pool)
            .await
            .map(drop)
        })
        .map_err(StoreError::from);
        match outcome {
            Err(error) if error.is_missing_reference() => Ok(()),
            outcome => outcome,
        }
    }

    /// What is kept with a ticket, by integration.
    pub async fn ticket_values(
        &self,
        ticket: TicketId,
    ) -> Result<Vec<(IntegrationId, Sealed)>, StoreError> {
        let rows: Vec<(i64, Vec<u8>)> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT integration_id, kept FROM ticket_values
                 WHERE ticket_id = $1 ORDER BY integration_id LIMIT $2",
            )
            .bind(ticket.as_i64())
            .bind(MOST)
            .fetch_all(pool)
            .await
        })?;
        let kept = |(integration, kept)| {
            (
                IntegrationId::from_i64(integration),
                Sealed::from_bytes(kept),
            )
        };
        Ok(rows.into_iter().map(kept).collect())
    }
}
