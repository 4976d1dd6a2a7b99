//! The catalogue: its pages and search, publishing and taking back, and agreeing to what has changed.

use std::fmt;

use super::super::custom_id::id;
use super::pages;
use crate::discord::outbound::{Acknowledgement, Message};
use crate::discord::{Request, lookup, views};
use crate::integrations::{Withdrawn, names::shadow};
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text};
use crate::render::markdown;

/// A component or modal that has to do with the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicPress {
    /// A page of the catalogue.
    Page {
        /// From 0.
        page: usize,
        /// What is searched for.
        search: String,
    },
    /// **Search**: the dialog.
    Search,
    /// The dialog was filled in.
    Searched,
    /// **Confirm** after `/integration publish`.
    Publish(IntegrationId),
    /// **Confirm** after `/integration unpublish`.
    Unpublish(IntegrationId),
    /// **Review** where something is paused.
    Review(IntegrationId),
    /// **Confirm** under what has changed.
    Consent {
        /// To which.
        integration: IntegrationId,
        /// The version that was shown.
        version: i64,
    },
    /// **Enter the secrets** under what has changed.
    Enter(IntegrationId),
}

impl fmt::Display for PublicPress {
    // A search has up to 32 characters of two units each: the words here are short, to stay below 100 in all.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page { page, search } => write!(f, "page:{page}:{search}"),
            Self::Search => f.write_str("search:"),
            Self::Searched => f.write_str("searched:"),
            Self::Publish(integration) => write!(f, "publish:{integration}"),
            Self::Unpublish(integration) => write!(f, "unpublish:{integration}"),
            Self::Review(integration) => write!(f, "review:{integration}"),
            Self::Consent {
                integration,
                version,
            } => write!(f, "consent:{integration}:{version}"),
            Self::Enter(integration) => write!(f, "enter:{integration}"),
        }
    }
}

impl PublicPress {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        Some(match kind {
            "page" => {
                let (page, search) = rest.split_once(':')?;
                Self::Page {
                    page: page.parse().ok()?,
                    search: search.to_owned(),
                }
            }
            "search" => Self::Search,
            "searched" => Self::Searched,
            "publish" => Self::Publish(id(rest)?),
            "unpublish" => Self::Unpublish(id(rest)?),
            "review" => Self::Review(id(rest)?),
            "consent" => {
                let (integration, version) = rest.split_once(':')?;
                Self::Consent {
                    integration: id(integration)?,
                    version: version.parse().ok()?,
                }
            }
            "enter" => Self::Enter(id(rest)?),
            _ => return None,
        })
    }

    pub(super) fn acknowledgement(&self) -> Acknowledgement {
        match self {
            // A list in which several are paused stays.
            Self::Review(_) => Acknowledgement::Answer,
            Self::Search | Self::Enter(_) => Acknowledgement::Modal,
            Self::Page { .. }
            | Self::Searched
            | Self::Publish(_)
            | Self::Unpublish(_)
            | Self::Consent { .. } => Acknowledgement::Update,
        }
    }
}

/// Does what was pressed, for admins of this server.
pub(super) async fn press(request: &Request, guild: GuildId, pressed: PublicPress) -> Outcome<()> {
    match pressed {
        PublicPress::Page { page, search } => pages::catalogue(request, guild, &search, page).await,
        PublicPress::Search => {
            let modal = views::catalogue::search(request.language());
            request.show_modal(&modal).await
        }
        PublicPress::Searched => {
            let search = request
                .typed(views::catalogue::SEARCH)
                .unwrap_or_default()
                .to_owned();
            pages::catalogue(request, guild, &search, 0).await
        }
        PublicPress::Publish(integration) => publish(request, integration).await,
        PublicPress::Unpublish(integration) => unpublish(request, integration).await,
        PublicPress::Review(integration) => review(request, guild, integration).await,
        PublicPress::Consent {
            integration,
            version,
        } => consent(request, guild, integration, version).await,
        PublicPress::Enter(integration) => enter(request, guild, integration).await,
    }
}

async fn publish(request: &Request, integration: IntegrationId) -> Outcome<()> {
    let integrations = &request.bot.integrations;
    let published = integrations
        .publish(request.caller.user, integration)
        .await?;
    let text =
        Text::new("publishing-queued").with("name", markdown::escape(&published.manifest.name));
    request.say(&text).await;
    Ok(())
}

/// Takes an integration of the user's back, and says what that meant.
pub(in crate::discord) async fn unpublish(
    request: &Request,
    integration: IntegrationId,
) -> Outcome<()> {
    let integrations = &request.bot.integrations;
    let owner = request.caller.user;
    let name = integrations.owned(owner, integration).await?.manifest.name;
    let id = match integrations.unpublish(owner, integration).await? {
        Withdrawn::Public => "publishing-withdrawn",
        Withdrawn::Waiting => "publishing-unqueued",
    };
    let text = Text::new(id).with("name", markdown::escape(&name));
    request.say(&text).await;
    Ok(())
}

/// Shows what has changed since an admin agreed.
async fn review(request: &Request, guild: GuildId, integration: IntegrationId) -> Outcome<()> {
    let user = request.caller.user;
    let integrations = &request.bot.integrations;
    let review = integrations.review(guild, user, integration).await?;
    let found = lookup::visible(request, guild, integration).await?;
    if found.standing == views::integration::Standing::Active {
        return Err(Failure::refused("publishing-review-nothing"));
    }
    let logo = request.bot.logo(&found.integration);
    let message = views::activation::review(&review, request.language()).thumbnail(logo);
    request.show(&message).await;
    Ok(())
}

/// **Confirm** under what has changed: goes on with the secrets that were entered before.
async fn consent(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    version: i64,
) -> Outcome<()> {
    let user = request.caller.user;
    let integrations = &request.bot.integrations;
    let agreed = integrations.consent(guild, user, integration, version);
    let manifest = agreed.await?.manifest;
    let active = integrations.active(guild).await?;
    let slug = manifest.slug();
    let placeholders: Vec<(String, bool)> = manifest
        .placeholders
        .iter()
        .map(|placeholder| {
            let name = &placeholder.name;
            (name.clone(), shadow(&active, &slug, name).is_some())
        })
        .collect();
    let message: Message =
        views::activation::activated(&manifest, &placeholders, request.language());
    request.show(&message).await;
    Ok(())
}

/// The dialog for the secrets, where those that were entered before are not enough.
async fn enter(request: &Request, guild: GuildId, integration: IntegrationId) -> Outcome<()> {
    let user = request.caller.user;
    let integrations = &request.bot.integrations;
    let found = request
        .before_modal(async {
            integrations.card(guild, user, integration).await?;
            integrations.available(user, integration).await
        })
        .await?;
    if found.manifest.secrets.is_empty() {
        return Err(Failure::refused("integration-commands-no-secrets"));
    }
    let modal = views::activation::modal(&found, &|_| None, request.language());
    request.show_modal(&modal).await
}

#[cfg(test)]
pub(super) fn any_press() -> impl proptest::strategy::Strategy<Value = PublicPress> {
    use proptest::prelude::*;
    let integration = (1..(1u64 << 53)).prop_map(IntegrationId::new);
    (0..8usize, integration, any::<u16>(), "[ -~]{0,32}").prop_map(
        |(kind, integration, number, search)| match kind {
            0 => PublicPress::Page {
                page: number.into(),
                search,
            },
            1 => PublicPress::Search,
            2 => PublicPress::Searched,
            3 => PublicPress::Publish(integration),
            4 => PublicPress::Unpublish(integration),
            5 => PublicPress::Review(integration),
            6 => PublicPress::Consent {
                integration,
                version: number.into(),
            },
            _ => PublicPress::Enter(integration),
        },
    )
}
