//! `activations` and `integration_secrets`: which server uses which integration, with which values.

use chrono::{DateTime, Utc};

use super::engine::{Transaction, each};
use super::integrations::{IntegrationColumns, integration_columns};
use super::{IntegrationRow, Store, StoreError};
use crate::model::{GuildId, IntegrationId, UserId};
use crate::vault::Sealed;

/// The decision of one server to use one integration.
#[derive(Clone, Debug, PartialEq)]
pub struct Activation {
    /// The server.
    pub guild: GuildId,
    /// The integration.
    pub integration: IntegrationId,
    /// The admin who confirmed.
    pub by: UserId,
    /// When it was first activated: of two integrations with the same placeholder, the earlier one wins.
    pub at: DateTime<Utc>,
    /// A hash of what the admin consented to (origin, method, headers, secrets).
    pub consent: Vec<u8>,
    /// What they saw when they consented, as JSON; `None` where it was not kept.
    pub consented: Option<String>,
}

/// An activation with its integration and its sealed secrets.
#[derive(Clone, Debug, PartialEq)]
pub struct ActivationRow {
    /// The decision.
    pub activation: Activation,
    /// What is active.
    pub integration: IntegrationRow,
    /// The values, by the secret's name.
    pub secrets: Vec<(String, Sealed)>,
}

/// The answer to [`Store::put_activation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutActivation {
    /// Stored.
    Stored,
    /// The server has as many as it may.
    LimitReached,
    /// Another integration of that slug is active here.
    SlugTaken,
    /// The integration was deleted or changed since the admin saw it.
    Changed,
}

#[derive(sqlx::FromRow)]
struct ActivationColumns {
    activated_by: i64,
    activated_at: DateTime<Utc>,
    consent: Vec<u8>,
    consented: Option<String>,
    #[sqlx(flatten)]
    integration: IntegrationColumns,
}

/// More than a server may have active.
const MOST_ACTIVE: i64 = 100;

impl Store {
    /// Activates, or activates anew (`at` and the place in the order stay), with exactly these secrets: one
    /// transaction that also checks that the integration is still at `version` and that the server has fewer than
    /// `limit` other active ones.
    pub async fn put_activation(
        &self,
        activation: &Activation,
        version: i64,
        secrets: &[(String, Sealed)],
        limit: u32,
    ) -> Result<PutActivation, StoreError> {
        let mut transaction = self.begin_in(activation.guild).await?;
        let Some(slug) = slug_at_version(&mut transaction, activation, version).await? else {
            return Ok(PutActivation::Changed);
        };
        let (others, same_slug) = other_activations(&mut transaction, activation, &slug).await?;
        if same_slug > 0 {
            return Ok(PutActivation::SlugTaken);
        }
        if others >= i64::from(limit) {
            return Ok(PutActivation::LimitReached);
        }
        match write_activation(&mut transaction, activation, &slug).await {
            // Another integration was renamed to this slug at the same moment.
            Err(StoreError::NameTaken) => return Ok(PutActivation::SlugTaken),
            written => written?,
        }
        write_secrets(&mut transaction, activation, secrets).await?;
        transaction.commit().await?;
        Ok(PutActivation::Stored)
    }

    /// Deactivates and deletes the server's secrets for it; false if it was not active.
    pub async fn delete_activation(
        &self,
        guild: GuildId,
        integration: IntegrationId,
    ) -> Result<bool, StoreError> {
        let deleted = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM activations WHERE guild_id = $1 AND integration_id = $2")
                .bind(guild.as_i64())
                .bind(integration.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }

    /// The server's active integrations with their secrets, in the order of activation. All are of one moment: a
    /// secret is never seen beside a manifest that it was not entered for.
    pub async fn activations(&self, guild: GuildId) -> Result<Vec<ActivationRow>, StoreError> {
        let mut transaction = self.begin_reading().await?;
        let columns: Vec<ActivationColumns> = each!(transaction.connection(), connection => {
            sqlx::query_as(
                concat!(
                    integration_columns!("a.activated_by, a.activated_at, a.consent, a.consented, "),
                    "FROM activations a JOIN integrations i ON i.id = a.integration_id
                     LEFT JOIN publications p ON p.integration_id = i.id
                     WHERE a.guild_id = $1 ORDER BY a.activated_at, a.id LIMIT $2"
                ),
            )
            .bind(guild.as_i64())
            .bind(MOST_ACTIVE)
            .fetch_all(connection)
            .await
        })?;
        let secrets: Vec<(i64, String, Vec<u8>)> = each!(transaction.connection(), connection => {
            sqlx::query_as(
                "SELECT integration_id, name, value FROM integration_secrets
                 WHERE guild_id = $1 ORDER BY integration_id, name",
            )
            .bind(guild.as_i64())
            .fetch_all(connection)
            .await
        })?;
        transaction.commit().await?;

        let mut rows: Vec<_> = columns
            .into_iter()
            .map(|columns| {
                let integration = IntegrationRow::from(columns.integration);
                ActivationRow {
                    activation: Activation {
                        guild,
                        integration: integration.id,
                        by: UserId::from_i64(columns.activated_by),
                        at: columns.activated_at,
                        consent: columns.consent,
                        consented: columns.consented,
                    },
                    integration,
                    secrets: Vec::new(),
                }
            })
            .collect();
        for (integration, name, value) in secrets {
            let integration = IntegrationId::from_i64(integration);
            let row = rows
                .iter_mut()
                .find(|row| row.integration.id == integration);
            if let Some(row) = row {
                row.secrets.push((name, Sealed::from_bytes(value)));
            }
        }
        Ok(rows)
    }
}

/// The integration's slug if what runs is still this version, and this user may activate it. It stays so until the
/// transaction ends.
async fn slug_at_version(
    transaction: &mut Transaction,
    activation: &Activation,
    version: i64,
) -> Result<Option<String>, StoreError> {
    let statement = transaction.text(
        "SELECT owner_id, slug, version FROM integrations WHERE id = $1",
        "SELECT owner_id, slug, version FROM integrations WHERE id = $1 FOR SHARE",
    );
    let own: Option<(i64, String, i64)> = each!(transaction.connection(), connection => {
        sqlx::query_as(statement)
            .bind(activation.integration.as_i64())
            .fetch_optional(connection)
            .await
    })?;
    let Some((owner, own_slug, own_version)) = own else {
        return Ok(None);
    };
    // Whoever approves or withdraws locks the integration first.
    let public: Option<(String, i64)> = each!(transaction.connection(), connection => {
        sqlx::query_as(
            "SELECT slug, version FROM publications
             WHERE integration_id = $1 AND version IS NOT NULL AND withdrawn_at IS NULL",
        )
        .bind(activation.integration.as_i64())
        .fetch_optional(connection)
        .await
    })?;
    let running = match public {
        Some(public) => Some(public),
        None => (owner == activation.by.as_i64()).then_some((own_slug, own_version)),
    };
    Ok(running.and_then(|(slug, running)| (running == version).then_some(slug)))
}

/// How many other integrations are active in the server, and how many of them have this slug.
async fn other_activations(
    transaction: &mut Transaction,
    activation: &Activation,
    slug: &str,
) -> Result<(i64, i64), StoreError> {
    Ok(each!(transaction.connection(), connection => {
        sqlx::query_as(
            "SELECT COUNT(*), COUNT(CASE WHEN slug = $3 THEN 1 END) FROM activations
             WHERE guild_id = $1 AND integration_id <> $2",
        )
        .bind(activation.guild.as_i64())
        .bind(activation.integration.as_i64())
        .bind(slug)
        .fetch_one(connection)
        .await
    })?)
}

async fn write_activation(
    transaction: &mut Transaction,
    activation: &Activation,
    slug: &str,
) -> Result<(), StoreError> {
    each!(transaction.connection(), connection => {
        sqlx::query(
            "INSERT INTO activations
                 (guild_id, integration_id, slug, activated_by, activated_at, consent, consented)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (guild_id, integration_id) DO UPDATE SET slug = excluded.slug,
                 activated_by = excluded.activated_by, consent = excluded.consent, consented = excluded.consented",
        )
        .bind(activation.guild.as_i64())
        .bind(activation.integration.as_i64())
        .bind(slug)
        .bind(activation.by.as_i64())
        .bind(activation.at)
        .bind(activation.consent.as_slice())
        .bind(&activation.consented)
        .execute(connection)
        .await
        .map(drop)
    })
    .map_err(StoreError::name_taken)
}

async fn write_secrets(
    transaction: &mut Transaction,
    activation: &Activation,
    secrets: &[(String, Sealed)],
) -> Result<(), StoreError> {
    // What was answered to the old ones must not serve the new ones.
    each!(transaction.connection(), connection => {
        sqlx::query("DELETE FROM integration_cache WHERE guild_id = $1 AND integration_id = $2")
            .bind(activation.guild.as_i64())
            .bind(activation.integration.as_i64())
            .execute(connection)
            .await
            .map(drop)
    })?;
    each!(transaction.connection(), connection => {
        sqlx::query("DELETE FROM integration_secrets WHERE guild_id = $1 AND integration_id = $2")
            .bind(activation.guild.as_i64())
            .bind(activation.integration.as_i64())
            .execute(connection)
            .await
            .map(drop)
    })?;
    for (name, value) in secrets {
        each!(transaction.connection(), connection => {
            sqlx::query(
                "INSERT INTO integration_secrets (guild_id, integration_id, name, value)
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(activation.guild.as_i64())
            .bind(activation.integration.as_i64())
            .bind(name)
            .bind(value.as_bytes())
            .execute(connection)
            .await
            .map(drop)
        })?;
    }
    Ok(())
}
