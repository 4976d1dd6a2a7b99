//! What can be pressed under the answers of `/operator`.

use std::fmt;

use super::confirmation;
use super::custom_id::id;
use crate::discord::commands::operator::guild_name;
use crate::discord::outbound::{Acknowledgement, Message};
use crate::discord::{CustomId, Request, views};
use crate::integrations::{Integration, Submission};
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text};
use crate::render::markdown;
use crate::store::BlockedGuild;

/// A component or modal of `/operator`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperatorPress {
    /// A page of what waits.
    Pending {
        /// From 0.
        page: usize,
    },
    /// The menu under it: the card of one.
    Show,
    /// The button under the word that one waits: its card.
    Card(IntegrationId),
    /// **Approve** under a card.
    Approve {
        /// Which.
        integration: IntegrationId,
        /// The version that the card shows.
        version: i64,
    },
    /// **Reject** under a card: the dialog for the reason.
    Reject {
        /// Which.
        integration: IntegrationId,
        /// The version that the card shows.
        version: i64,
    },
    /// That dialog was filled in.
    Reason {
        /// Which.
        integration: IntegrationId,
        /// The version that the card shows.
        version: i64,
    },
    /// **Take down** under a card: the question.
    AskTakeDown(IntegrationId),
    /// **Confirm** after that question.
    TakeDown(IntegrationId),
    /// **Confirm** after `/operator guild block`.
    Block(GuildId),
}

impl fmt::Display for OperatorPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let versioned = |f: &mut fmt::Formatter<'_>, kind, integration, version| {
            write!(f, "{kind}:{integration}:{version}")
        };
        match self {
            Self::Pending { page } => write!(f, "pending:{page}"),
            Self::Show => f.write_str("show:"),
            Self::Card(integration) => write!(f, "card:{integration}"),
            Self::Approve {
                integration,
                version,
            } => versioned(f, "approve", integration, version),
            Self::Reject {
                integration,
                version,
            } => versioned(f, "reject", integration, version),
            Self::Reason {
                integration,
                version,
            } => versioned(f, "reason", integration, version),
            Self::AskTakeDown(integration) => write!(f, "ask-take-down:{integration}"),
            Self::TakeDown(integration) => write!(f, "take-down:{integration}"),
            Self::Block(guild) => write!(f, "block:{guild}"),
        }
    }
}

impl OperatorPress {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        let versioned = || {
            let (integration, version) = rest.split_once(':')?;
            Some((id(integration)?, version.parse().ok()?))
        };
        Some(match kind {
            "pending" => Self::Pending {
                page: rest.parse().ok()?,
            },
            "show" => Self::Show,
            "card" => Self::Card(id(rest)?),
            "approve" => {
                let (integration, version) = versioned()?;
                Self::Approve {
                    integration,
                    version,
                }
            }
            "reject" => {
                let (integration, version) = versioned()?;
                Self::Reject {
                    integration,
                    version,
                }
            }
            "reason" => {
                let (integration, version) = versioned()?;
                Self::Reason {
                    integration,
                    version,
                }
            }
            "ask-take-down" => Self::AskTakeDown(id(rest)?),
            "take-down" => Self::TakeDown(id(rest)?),
            "block" => Self::Block(id(rest)?),
            _ => return None,
        })
    }

    pub(super) fn acknowledgement(&self) -> Acknowledgement {
        match self {
            Self::Reject { .. } => Acknowledgement::Modal,
            // The list stays beside the card, and the card beside the question.
            Self::Show | Self::Card(_) | Self::AskTakeDown(_) => Acknowledgement::Answer,
            Self::Pending { .. }
            | Self::Approve { .. }
            | Self::Reason { .. }
            | Self::TakeDown(_)
            | Self::Block(_) => Acknowledgement::Update,
        }
    }
}

/// Does what was pressed, for operators.
pub(super) async fn press(request: &Request, pressed: OperatorPress) -> Outcome<()> {
    request.must_operate()?;
    let integrations = &request.bot.integrations;
    match pressed {
        OperatorPress::Pending { page } => pending(request, page).await,
        OperatorPress::Show => {
            let chosen = request.chosen.first().and_then(|chosen| id(chosen));
            let chosen = chosen.ok_or_else(|| Failure::refused("integrations-submission-gone"))?;
            show(request, chosen).await
        }
        OperatorPress::Card(integration) => show(request, integration).await,
        OperatorPress::Approve {
            integration,
            version,
        } => approve(request, integration, version).await,
        OperatorPress::Reject {
            integration,
            version,
        } => {
            let found = request.before_modal(integrations.submission(integration));
            let name = found.await?.integration.manifest.name;
            let modal = views::operator::reason(integration, version, &name, request.language());
            request.show_modal(&modal).await
        }
        OperatorPress::Reason {
            integration,
            version,
        } => {
            let reason = request.typed(views::operator::REASON);
            reject(request, integration, version, reason).await
        }
        OperatorPress::AskTakeDown(integration) => {
            let found = integrations.submission(integration).await?;
            ask_take_down(request, &found, None).await;
            Ok(())
        }
        OperatorPress::TakeDown(integration) => take_down(request, integration).await,
        OperatorPress::Block(guild) => block(request, guild).await,
    }
}

/// Shows one page of what waits.
pub(in crate::discord) async fn pending(request: &Request, page: usize) -> Outcome<()> {
    let waiting = request.bot.integrations.submissions().await?;
    let message = views::operator::pending(&waiting, page, request.language());
    request.show(&message).await;
    Ok(())
}

/// Shows the card of one, and remembers which version the operator has seen.
async fn show(request: &Request, integration: IntegrationId) -> Outcome<()> {
    let bot = &request.bot;
    let found = bot.integrations.submission(integration).await?;
    let version = found.integration.version;
    bot.operating
        .show(request.caller.user, integration, version);
    request.show(&card(request, &found)).await;
    Ok(())
}

/// The card of a submission, with its logo: what members will see is judged as well.
pub(in crate::discord) fn card(request: &Request, found: &Submission) -> Message {
    let logo = request.bot.logo(&found.integration);
    views::operator::card(found, request.language()).thumbnail(logo)
}

/// Approves a version, and shows it.
pub(in crate::discord) async fn approve(
    request: &Request,
    integration: IntegrationId,
    version: i64,
) -> Outcome<()> {
    let bot = &request.bot;
    // Read first: by the time that it is approved, its owner may have changed it again.
    let mut found = bot.integrations.submission(integration).await?;
    let approved = bot.integrations.approve(integration, version).await?;
    let name = markdown::escape(&approved.manifest.name);
    let text = Text::new("publishing-dm-approved").with("name", name.clone());
    let told = tell(request, &approved, &text).await;
    let text = Text::new("operator-approved")
        .with("name", name)
        .count("version", version);
    found.integration = approved;
    found.integration.publication.queued_at = None;
    let mut message = card(request, &found);
    message.rows.clear();
    message.content = format!("{} {told}", request.words(&text));
    request.show(&message).await;
    Ok(())
}

/// Turns a version down.
pub(in crate::discord) async fn reject(
    request: &Request,
    integration: IntegrationId,
    version: i64,
    reason: Option<&str>,
) -> Outcome<()> {
    let integrations = &request.bot.integrations;
    let rejected = integrations.reject(integration, version, reason).await?;
    let name = markdown::escape(&rejected.manifest.name);
    let text = Text::new("publishing-dm-rejected").with("name", name.clone());
    let told = tell(request, &rejected, &with_reason(text, reason)).await;
    let text = Text::new("operator-rejected").with("name", name);
    answer(request, &text, &told).await;
    Ok(())
}

/// Asks whether one is to be taken from the catalogue.
pub(in crate::discord) async fn ask_take_down(
    request: &Request,
    found: &Submission,
    reason: Option<String>,
) {
    let id = found.integration.id;
    let operating = &request.bot.operating;
    operating.keep_reason(request.caller.user, id.get(), reason);
    let question = if found.integration.publication.orphaned {
        "operator-remove-question"
    } else {
        "operator-take-down-question"
    };
    let question = Text::new(question)
        .with("name", markdown::escape(&found.integration.manifest.name))
        .count("servers", found.servers);
    let confirm = CustomId::Operator(OperatorPress::TakeDown(id));
    let buttons = confirmation(request.language(), confirm);
    let message = Message::text(request.words(&question)).buttons(buttons);
    request.show(&message).await;
}

async fn take_down(request: &Request, integration: IntegrationId) -> Outcome<()> {
    let bot = &request.bot;
    let reason = bot
        .operating
        .take_reason(request.caller.user, integration.get())?;
    let reason = reason.as_deref();
    let taken = bot.integrations.take_down(integration, reason).await?;
    let name = markdown::escape(&taken.manifest.name);
    if taken.publication.orphaned {
        let text = Text::new("operator-removed").with("name", name);
        request.say(&text).await;
        return Ok(());
    }
    let text = Text::new("publishing-dm-taken-down").with("name", name.clone());
    let told = tell(request, &taken, &with_reason(text, reason)).await;
    let text = Text::new("operator-taken-down").with("name", name);
    answer(request, &text, &told).await;
    Ok(())
}

async fn block(request: &Request, guild: GuildId) -> Outcome<()> {
    let bot = &request.bot;
    let by = request.caller.user;
    let reason = bot.operating.take_reason(by, guild.get())?;
    let blocked = BlockedGuild {
        guild,
        reason,
        by,
        at: bot.clock.now(),
    };
    let id = if bot.store.block_guild(&blocked).await? {
        "operator-guild-block-done"
    } else {
        "operator-guild-block-already"
    };
    let text = Text::new(id).with("guild", guild_name(bot, guild));
    request.say(&text).await;
    Ok(())
}

/// Tells the owner, and says whether that worked.
async fn tell(request: &Request, integration: &Integration, text: &Text) -> String {
    // Unique per press, so that an answer that was lost does not double the message.
    let nonce = format!("op-{}", request.id);
    let told = request.bot.tell_owner(integration.owner, text, nonce).await;
    request.words(&Text::new(if told {
        "operator-owner-told"
    } else {
        "operator-owner-not-told"
    }))
}

async fn answer(request: &Request, text: &Text, told: &str) {
    let message = Message::text(format!("{} {told}", request.words(text)));
    request.show(&message).await;
}

fn with_reason(text: Text, reason: Option<&str>) -> Text {
    match reason.map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) => text.with("reason", markdown::escape(reason)),
        None => text.lines("reason", vec![Text::new("publishing-no-reason")]),
    }
}

#[cfg(test)]
pub(super) fn any_press() -> impl proptest::strategy::Strategy<Value = OperatorPress> {
    use proptest::prelude::*;
    (0..9usize, 1..(1u64 << 53), any::<u16>()).prop_map(|(kind, id, number)| {
        let integration = IntegrationId::new(id);
        let version = i64::from(number);
        match kind {
            0 => OperatorPress::Pending {
                page: number.into(),
            },
            1 => OperatorPress::Show,
            2 => OperatorPress::Approve {
                integration,
                version,
            },
            3 => OperatorPress::Reject {
                integration,
                version,
            },
            4 => OperatorPress::Reason {
                integration,
                version,
            },
            5 => OperatorPress::AskTakeDown(integration),
            6 => OperatorPress::TakeDown(integration),
            7 => OperatorPress::Card(integration),
            _ => OperatorPress::Block(GuildId::new(id)),
        }
    })
}
