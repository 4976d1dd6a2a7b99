//! The sealed columns of `integration_cache` and `ticket_values`.

use super::header_length;
use crate::model::{GuildId, IntegrationId, TicketId};
use crate::store::engine::each;
use crate::store::{Store, StoreError};
use crate::vault::{Place, Sealed};

impl Store {
    pub(super) async fn answers_not_under(
        &self,
        key_id: &str,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<(Place, Sealed)>, StoreError> {
        let (guild, integration, request) = match after {
            Some(Place::CachedAnswer {
                guild,
                integration,
                request,
            }) => (guild.as_i64(), integration.as_i64(), request.as_slice()),
            _ => (i64::MIN, i64::MIN, [].as_slice()),
        };
        let header = Sealed::header(key_id);
        let rows: Vec<(i64, i64, Vec<u8>, Vec<u8>)> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT guild_id, integration_id, request, answer FROM integration_cache
                 WHERE substr(answer, 1, $1) <> $2 AND (guild_id, integration_id, request) > ($3, $4, $5)
                 ORDER BY guild_id, integration_id, request LIMIT $6",
            )
            .bind(header_length(&header))
            .bind(header.as_slice())
            .bind(guild)
            .bind(integration)
            .bind(request)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await
        })?;
        let cell = |(guild, integration, request, answer)| {
            let place = Place::CachedAnswer {
                guild: GuildId::from_i64(guild),
                integration: IntegrationId::from_i64(integration),
                request,
            };
            (place, Sealed::from_bytes(answer))
        };
        Ok(rows.into_iter().map(cell).collect())
    }

    pub(super) async fn values_not_under(
        &self,
        key_id: &str,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<(Place, Sealed)>, StoreError> {
        let (ticket, integration) = match after {
            Some(Place::TicketValues {
                ticket,
                integration,
            }) => (ticket.as_i64(), integration.as_i64()),
            _ => (i64::MIN, i64::MIN),
        };
        let header = Sealed::header(key_id);
        let rows: Vec<(i64, i64, Vec<u8>)> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT ticket_id, integration_id, kept FROM ticket_values
                 WHERE substr(kept, 1, $1) <> $2 AND (ticket_id, integration_id) > ($3, $4)
                 ORDER BY ticket_id, integration_id LIMIT $5",
            )
            .bind(header_length(&header))
            .bind(header.as_slice())
            .bind(ticket)
            .bind(integration)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await
        })?;
        let cell = |(ticket, integration, kept)| {
            let place = Place::TicketValues {
                ticket: TicketId::from_i64(ticket),
                integration: IntegrationId::from_i64(integration),
            };
            (place, Sealed::from_bytes(kept))
        };
        Ok(rows.into_iter().map(cell).collect())
    }

    pub(super) async fn replace_answer(
        &self,
        (guild, integration, request): (GuildId, IntegrationId, &[u8]),
        old: &Sealed,
        new: &Sealed,
    ) -> Result<bool, StoreError> {
        let replaced = each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE integration_cache SET answer = $1
                 WHERE answer = $2 AND guild_id = $3 AND integration_id = $4 AND request = $5",
            )
            .bind(new.as_bytes())
            .bind(old.as_bytes())
            .bind(guild.as_i64())
            .bind(integration.as_i64())
            .bind(request)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(replaced > 0)
    }

    pub(super) async fn replace_values(
        &self,
        ticket: TicketId,
        integration: IntegrationId,
        old: &Sealed,
        new: &Sealed,
    ) -> Result<bool, StoreError> {
        let replaced = each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE ticket_values SET kept = $1
                 WHERE kept = $2 AND ticket_id = $3 AND integration_id = $4",
            )
            .bind(new.as_bytes())
            .bind(old.as_bytes())
            .bind(ticket.as_i64())
            .bind(integration.as_i64())
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(replaced > 0)
    }
}
