//! The catalogue: what any admin may activate.

use super::{Integration, Integrations};
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text, UserId};
use crate::render::markdown::escape;

/// How many integrations a page of the catalogue shows.
pub const PER_PAGE: usize = 5;

/// The most characters that are searched for.
pub const MAX_SEARCH: usize = 32;

/// More names than Discord suggests.
const SUGGESTED: i64 = 25;

/// A page of the catalogue.
#[derive(Clone, Debug)]
pub struct CataloguePage {
    /// Which page it is, from 0: the last one if there are fewer than asked for.
    pub page: usize,
    /// How many pages there are, at least one.
    pub pages: usize,
    /// What is on it, in the version that servers run.
    pub entries: Vec<Integration>,
}

impl Integrations {
    /// A page of the catalogue: those whose name or description holds what is searched for, in any case.
    pub async fn catalogue(&self, search: &str, page: usize) -> Outcome<CataloguePage> {
        let search = search.trim().to_lowercase();
        let per_page = i64::try_from(PER_PAGE).unwrap_or(i64::MAX);
        let mut page = page;
        loop {
            let offset = i64::try_from(page)
                .unwrap_or(i64::MAX)
                .saturating_mul(per_page);
            let (rows, count) = self
                .store
                .public_integrations(&search, offset, per_page)
                .await?;
            let count = usize::try_from(count).unwrap_or_default();
            let pages = count.div_ceil(PER_PAGE).max(1);
            if page >= pages {
                // What was listed may be gone by the time a button is pressed.
                page = pages - 1;
                continue;
            }
            let entries = rows.iter().filter_map(|row| self.published(row)).collect();
            return Ok(CataloguePage {
                page,
                pages,
                entries,
            });
        }
    }

    /// Names of the catalogue that hold what was typed, for suggestions.
    pub async fn public_names(&self, typed: &str) -> Outcome<Vec<String>> {
        let typed = typed.trim().to_lowercase();
        let (rows, _) = self.store.public_integrations(&typed, 0, SUGGESTED).await?;
        Ok(rows
            .iter()
            .filter_map(|row| Some(row.publication.public()?.name.clone()))
            .collect())
    }

    /// Finds what this user may activate here, by name or slug in any case: their own first, then the catalogue.
    pub async fn find_available(
        &self,
        _guild: GuildId,
        user: UserId,
        name: &str,
    ) -> Outcome<Integration> {
        let slug = super::manifest::slug(name.trim());
        let own = self.store.integrations_of(user).await?;
        // Others know it by the name that was approved.
        let own = own.into_iter().find(|row| {
            let public = row.publication.public();
            row.slug == slug || public.is_some_and(|public| public.slug == slug)
        });
        if let Some(row) = own {
            return self.running(&row);
        }
        match self.store.public_integration(&slug).await? {
            Some(row) => self.running(&row),
            None => Err(Text::new("integrations-not-available")
                .with("name", escape(name.trim()))
                .into()),
        }
    }

    /// What this user may activate, as it would run: their own, and what is in the catalogue.
    pub async fn available(&self, user: UserId, id: IntegrationId) -> Outcome<Integration> {
        let row = self.store.integration(id).await?;
        let row = row.filter(|row| row.owner == user || row.publication.public().is_some());
        let row = row.ok_or_else(|| Failure::refused("integrations-gone"))?;
        self.running(&row)
    }

    /// One of the catalogue, by name or slug in any case.
    pub async fn find_public(&self, name: &str) -> Outcome<Option<Integration>> {
        let slug = super::manifest::slug(name.trim());
        let row = self.store.public_integration(&slug).await?;
        row.map(|row| self.running(&row)).transpose()
    }
}
