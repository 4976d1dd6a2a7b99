//! What can be pressed under the answers of `/notify`.

use std::fmt;

use super::custom_id::id;
use crate::discord::outbound::Acknowledgement;
use crate::discord::{Request, views};
use crate::model::{GuildId, Outcome, TargetId, Text};

/// How many deliveries the log goes back.
const LOGGED: u32 = 50;

/// A component of `/notify`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotifyPress {
    /// A page of `/notify list`.
    List {
        /// From 0.
        page: usize,
    },
    /// A page of `/notify log`.
    Log {
        /// One target, or all.
        target: Option<TargetId>,
        /// From 0.
        page: usize,
    },
    /// **Retry** at a dead delivery in the log.
    Retry {
        /// The delivery.
        delivery: i64,
        /// What the log shows.
        target: Option<TargetId>,
        /// From 0.
        page: usize,
    },
    /// **Confirm** after `/notify remove`.
    Remove(TargetId),
    /// The button that gives a webhook a new secret.
    NewSecret(TargetId),
    /// **Confirm** after that.
    RenewSecret(TargetId),
}

/// One target, or all.
struct Of(Option<TargetId>);

impl fmt::Display for Of {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(target) => target.fmt(f),
            None => f.write_str("all"),
        }
    }
}

impl fmt::Display for NotifyPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List { page } => write!(f, "list:{page}"),
            Self::Log { target, page } => write!(f, "log:{}:{page}", Of(*target)),
            Self::Retry {
                delivery,
                target,
                page,
            } => write!(f, "retry:{delivery}:{}:{page}", Of(*target)),
            Self::Remove(target) => write!(f, "remove:{target}"),
            Self::NewSecret(target) => write!(f, "new-secret:{target}"),
            Self::RenewSecret(target) => write!(f, "renew-secret:{target}"),
        }
    }
}

impl NotifyPress {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        let of = |text: &str| match text {
            "all" => Some(None),
            text => id(text).map(Some),
        };
        let mut parts = rest.split(':');
        Some(match kind {
            "list" => Self::List {
                page: rest.parse().ok()?,
            },
            "log" => Self::Log {
                target: of(parts.next()?)?,
                page: parts.next()?.parse().ok()?,
            },
            "retry" => Self::Retry {
                delivery: parts.next()?.parse().ok().filter(|id| *id > 0)?,
                target: of(parts.next()?)?,
                page: parts.next()?.parse().ok()?,
            },
            "remove" => Self::Remove(id(rest)?),
            "new-secret" => Self::NewSecret(id(rest)?),
            "renew-secret" => Self::RenewSecret(id(rest)?),
            _ => return None,
        })
    }

    pub(super) fn acknowledgement(&self) -> Acknowledgement {
        match self {
            Self::NewSecret(_) => Acknowledgement::Answer,
            Self::List { .. }
            | Self::Log { .. }
            | Self::Retry { .. }
            | Self::Remove(_)
            | Self::RenewSecret(_) => Acknowledgement::Update,
        }
    }
}

/// Does what was pressed, for admins of the server that the press comes from.
pub(super) async fn press(request: &Request, pressed: NotifyPress) -> Outcome<()> {
    let guild = request.managed_guild()?;
    let notify = &request.bot.notify;
    match pressed {
        NotifyPress::List { page } => list(request, guild, page).await,
        NotifyPress::Log { target, page } => log(request, guild, target, page).await,
        NotifyPress::Retry {
            delivery,
            target,
            page,
        } => {
            notify.retry(guild, delivery).await?;
            log(request, guild, target, page).await
        }
        NotifyPress::Remove(target) => {
            let name = notify.get(guild, target).await?.name;
            notify.remove(guild, target).await?;
            let text = Text::new("notify-removed").with("name", name);
            request.say(&text).await;
            Ok(())
        }
        NotifyPress::NewSecret(target) => {
            let name = notify.get(guild, target).await?.name;
            let question = views::notify::renew_question(&name, target, request.language());
            request.show(&question).await;
            Ok(())
        }
        NotifyPress::RenewSecret(target) => {
            let secret = notify.renew_secret(guild, target).await?;
            let text = Text::new("notify-secret-renewed").with("secret", secret.expose());
            request.say(&text).await;
            Ok(())
        }
    }
}

/// Shows one page of the targets.
pub(in crate::discord) async fn list(
    request: &Request,
    guild: GuildId,
    page: usize,
) -> Outcome<()> {
    let targets = request.bot.notify.all(guild).await?;
    let message = views::notify::list(&targets, page, request.language());
    request.show(&message).await;
    Ok(())
}

/// Shows one page of the last deliveries.
pub(in crate::discord) async fn log(
    request: &Request,
    guild: GuildId,
    target: Option<TargetId>,
    page: usize,
) -> Outcome<()> {
    let bot = &request.bot;
    let targets = bot.notify.all(guild).await?;
    let deliveries = bot.store.deliveries(guild, target, LOGGED).await?;
    let message = views::notify::log(&targets, &deliveries, target, page, request.language());
    request.show(&message).await;
    Ok(())
}

#[cfg(test)]
pub(super) fn any_press() -> impl proptest::strategy::Strategy<Value = NotifyPress> {
    use proptest::prelude::*;
    let target = (1..i64::MAX.cast_unsigned()).prop_map(TargetId::new);
    let of = proptest::option::of(target.clone());
    (0..6usize, target, of, any::<u16>(), 1..i64::MAX).prop_map(
        |(kind, one, target, page, delivery)| {
            let page = page.into();
            match kind {
                0 => NotifyPress::List { page },
                1 => NotifyPress::Log { target, page },
                2 => NotifyPress::Retry {
                    delivery,
                    target,
                    page,
                },
                3 => NotifyPress::Remove(one),
                4 => NotifyPress::NewSecret(one),
                _ => NotifyPress::RenewSecret(one),
            }
        },
    )
}
