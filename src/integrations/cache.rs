//! Answers that serve again, for as long as the manifest says, and a day longer when the target fails.
//!
//! They live in the database, so that several programs share them and a restart keeps them. What is stored is the
//! values, sealed, and not the answer, which may tell far more about a member than any placeholder shows. The address
//! of a row is a keyed hash of everything that decides about the values, so another manifest, another secret or
//! another member never finds it.

use chrono::{DateTime, TimeDelta, Utc};

use super::extract::Extracted;
use super::request::RequestContext;
use super::template::{Grammar, Piece, pieces};
use super::texts::Texts;
use super::{Active, Integrations, Manifest};
use crate::egress::FetchRequest;
use crate::model::UserId;
use crate::store::{CachedAnswer, CachedRequest};
use crate::vault::Place;

/// For how long beyond its time an answer serves while the target fails.
const STALE: TimeDelta = TimeDelta::days(1);

/// The place of one answer in the cache.
#[derive(Clone)]
pub(super) struct CachePlace {
    request: CachedRequest,
    user: Option<UserId>,
    lasts: TimeDelta,
}

/// What was found there.
pub(super) struct Found {
    pub(super) values: Vec<Extracted>,
    /// Whether it serves without asking.
    pub(super) is_fresh: bool,
}

impl Integrations {
    /// Where the answer to this request is cached; `None` if it is not to be.
    pub(super) fn cache_place(
        &self,
        active: &Active,
        context: &RequestContext,
        request: &FetchRequest,
    ) -> Option<CachePlace> {
        let integration = &active.integration;
        let manifest = &integration.manifest;
        if manifest.cache_seconds == 0 || manifest.request.method != "GET" {
            return None;
        }
        let about = About::of(manifest);
        let user = about.user.then_some(context.user);
        let ticket = context.ticket_number.filter(|_| about.ticket);
        let manifest_json = serde_json::to_string(manifest).ok()?;
        let (guild, id) = (
            context.guild.get().to_be_bytes(),
            integration.id.get().to_be_bytes(),
        );
        let user_bytes = user.map_or(0, UserId::get).to_be_bytes();
        let ticket_bytes = ticket.unwrap_or_default().to_be_bytes();
        let mut parts: Vec<&[u8]> = vec![
            &guild,
            &id,
            &user_bytes,
            &ticket_bytes,
            manifest_json.as_bytes(),
            request.url.expose().as_bytes(),
        ];
        for (name, value) in &request.headers {
            parts.extend([name.as_bytes(), value.expose().as_bytes()]);
        }
        // Those that stand in no header decide too: they may stand in a path.
        for (name, value) in &active.secrets {
            parts.extend([name.as_bytes(), value.expose().as_bytes()]);
        }
        let hash = self.vault.keyed_hash("integration_cache.request", parts);
        Some(CachePlace {
            request: CachedRequest {
                guild: context.guild,
                integration: integration.id,
                hash: hash.to_vec(),
            },
            user,
            lasts: TimeDelta::seconds(manifest.cache_seconds.into()),
        })
    }

    /// What is cached there. A cache that cannot be read is an empty one.
    pub(super) async fn cached(
        &self,
        place: &CachePlace,
        manifest: &Manifest,
        now: DateTime<Utc>,
    ) -> Option<Found> {
        let cached = match self.store.cached_answer(&place.request, now).await {
            Ok(cached) => cached?,
            Err(error) => {
                tracing::warn!(%error, "the cache cannot be read");
                return None;
            }
        };
        // One under a key that is gone, say: it will be replaced.
        let texts = Texts::open(&self.vault, &place.sealed_place(), &cached.answer).ok()?;
        Some(Found {
            values: texts.restored(manifest),
            is_fresh: now < cached.fetched_at + place.lasts,
        })
    }

    /// Caches an answer that was asked for at `at`.
    pub(super) async fn cache(&self, place: &CachePlace, texts: &Texts, at: DateTime<Utc>) {
        let answer = CachedAnswer {
            user: place.user,
            answer: texts.seal(&self.vault, &place.sealed_place()),
            fetched_at: at,
            usable_until: at + place.lasts + STALE,
        };
        if let Err(error) = self.store.put_cached_answer(&place.request, &answer).await {
            tracing::warn!(%error, "an answer could not be cached");
        }
    }
}

impl CachePlace {
    fn sealed_place(&self) -> Place {
        Place::CachedAnswer {
            guild: self.request.guild,
            integration: self.request.integration,
            request: self.request.hash.clone(),
        }
    }
}

/// Whom or what the values of a manifest are about, by the names that its request and its paths use.
struct About {
    user: bool,
    ticket: bool,
}

impl About {
    fn of(manifest: &Manifest) -> Self {
        let declares = |name: &str| manifest.declares(name);
        let mut names: Vec<&str> = Vec::new();
        let mut read = |template, grammar| {
            let pieces = pieces(template, grammar, &declares).into_iter();
            names.extend(pieces.filter_map(|(_, piece)| match piece {
                Piece::Name(name) => Some(name),
                _ => None,
            }));
        };
        read(&manifest.request.url, Grammar::Url);
        for value in manifest.request.headers.values() {
            read(value, Grammar::Words);
        }
        for placeholder in &manifest.placeholders {
            if placeholder.path.starts_with('$') {
                read(&placeholder.path, Grammar::Words);
            }
        }
        let ticket = names.contains(&"ticket_id");
        Self {
            // A ticket is somebody's.
            user: ticket || names.contains(&"user_id"),
            ticket,
        }
    }
}
