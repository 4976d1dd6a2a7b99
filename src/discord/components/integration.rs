//! What can be pressed under the answers of `/integration`.

mod activate;
mod confirm;
pub mod editor;
mod pages;
mod public;

use std::fmt;

use self::editor::EditorPress;
use super::custom_id::id;
use crate::discord::Request;
use crate::discord::outbound::Acknowledgement;
use crate::model::{IntegrationId, Outcome};

/// A component or modal of `/integration`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntegrationPress {
    /// A page of `/integration list`.
    List {
        /// Which ones.
        scope: Scope,
        /// From 0.
        page: usize,
    },
    /// A page of `/integration log`.
    Log {
        /// Of which.
        integration: IntegrationId,
        /// From 0.
        page: usize,
    },
    /// The modal with the secrets.
    Secrets {
        /// For which.
        integration: IntegrationId,
        /// The version whose secrets were asked for.
        version: i64,
    },
    /// **Confirm** under the card of an activation; the number names what waits in memory.
    Activate(u64),
    /// **Cancel** under that card: what waits is forgotten.
    Forget(u64),
    /// **Confirm** after `/integration deactivate`.
    Deactivate(IntegrationId),
    /// **Confirm** after `/integration delete`.
    Delete(IntegrationId),
    /// **Confirm** after `/integration … remove`.
    Remove(Part, IntegrationId, String),
    /// Anything that has to do with the catalogue.
    Public(PublicPress),
    /// On the card of an integration.
    Editor(EditorPress),
}

/// Which integrations `/integration list` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The active ones and the user's own.
    Both,
    /// Those that are active here.
    Active,
    /// Those that the user owns.
    Mine,
    /// Those that any admin may activate.
    Public,
}

impl Scope {
    /// The value of the option `scope`; without the option it is [`Self::Both`].
    pub const fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Active => "active",
            Self::Mine => "mine",
            Self::Public => "public",
        }
    }
}

/// A named thing inside a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A header of the request.
    Header,
    /// A secret.
    Secret,
    /// A placeholder.
    Placeholder,
}

impl fmt::Display for IntegrationPress {
    // A header's name has up to 64 characters and an id 16: the words here are short, to stay below 100 in all.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List { scope, page } => write!(f, "list:{}:{page}", scope.name()),
            Self::Log { integration, page } => write!(f, "log:{integration}:{page}"),
            Self::Secrets {
                integration,
                version,
            } => write!(f, "secrets:{integration}:{version}"),
            Self::Activate(token) => write!(f, "activate:{token}"),
            Self::Forget(token) => write!(f, "forget:{token}"),
            Self::Deactivate(integration) => write!(f, "deactivate:{integration}"),
            Self::Delete(integration) => write!(f, "delete:{integration}"),
            Self::Remove(part, integration, name) => {
                let part = match part {
                    Part::Header => "h",
                    Part::Secret => "s",
                    Part::Placeholder => "p",
                };
                write!(f, "-{part}:{integration}:{name}")
            }
            Self::Public(press) => write!(f, "public:{press}"),
            Self::Editor(press) => write!(f, "{press}"),
        }
    }
}

impl IntegrationPress {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        Some(match kind {
            "list" => {
                let (scope, page) = rest.split_once(':')?;
                let scopes = [Scope::Both, Scope::Active, Scope::Mine, Scope::Public];
                Self::List {
                    scope: scopes.into_iter().find(|one| one.name() == scope)?,
                    page: page.parse().ok()?,
                }
            }
            "log" => {
                let (integration, page) = rest.split_once(':')?;
                Self::Log {
                    integration: id(integration)?,
                    page: page.parse().ok()?,
                }
            }
            "secrets" => {
                let (integration, version) = rest.split_once(':')?;
                Self::Secrets {
                    integration: id(integration)?,
                    version: version.parse().ok()?,
                }
            }
            "activate" => Self::Activate(rest.parse().ok()?),
            "forget" => Self::Forget(rest.parse().ok()?),
            "deactivate" => Self::Deactivate(id(rest)?),
            "delete" => Self::Delete(id(rest)?),
            "public" => Self::Public(PublicPress::parse(rest)?),
            "-h" => Self::remove(Part::Header, rest)?,
            "-s" => Self::remove(Part::Secret, rest)?,
            "-p" => Self::remove(Part::Placeholder, rest)?,
            _ => Self::Editor(EditorPress::parse(kind, rest)?),
        })
    }

    fn remove(part: Part, rest: &str) -> Option<Self> {
        let (integration, name) = rest.split_once(':')?;
        Some(Self::Remove(part, id(integration)?, name.to_owned()))
    }

    pub(super) fn acknowledgement(&self) -> Acknowledgement {
        match self {
            Self::Public(press) => press.acknowledgement(),
            Self::Editor(press) => press.acknowledgement(),
            // A modal that a card opened is answered in the card's place; one that a command opened has none.
            Self::Secrets { .. }
            | Self::List { .. }
            | Self::Log { .. }
            | Self::Activate(_)
            | Self::Forget(_)
            | Self::Deactivate(_)
            | Self::Delete(_)
            | Self::Remove(..) => Acknowledgement::Update,
        }
    }
}

/// Does what was pressed, for admins of the server that the press comes from. Whose the integration is, the domain
/// checks again.
pub(super) async fn press(request: &Request, pressed: IntegrationPress) -> Outcome<()> {
    let guild = request.managed_guild()?;
    match pressed {
        IntegrationPress::List { scope, page } => pages::list(request, guild, scope, page).await,
        IntegrationPress::Log { integration, page } => {
            pages::log(request, guild, integration, page).await
        }
        IntegrationPress::Secrets {
            integration,
            version,
        } => activate::entered(request, guild, integration, version).await,
        IntegrationPress::Activate(token) => activate::confirmed(request, guild, token).await,
        IntegrationPress::Forget(token) => activate::forget(request, guild, token).await,
        IntegrationPress::Deactivate(integration) => {
            confirm::deactivate(request, guild, integration).await
        }
        IntegrationPress::Delete(integration) => confirm::delete(request, integration).await,
        IntegrationPress::Remove(part, integration, name) => {
            editor::remove(request, guild, part, integration, &name).await
        }
        IntegrationPress::Public(pressed) => public::press(request, guild, pressed).await,
        IntegrationPress::Editor(press) => editor::press(request, guild, press).await,
    }
}

pub(in crate::discord) use activate::begin;
pub(in crate::discord) use editor::try_out;
pub(in crate::discord) use pages::{list, log};
pub use public::PublicPress;
pub(in crate::discord) use public::unpublish;

#[cfg(test)]
pub(super) fn any_press() -> impl proptest::strategy::Strategy<Value = IntegrationPress> {
    use proptest::prelude::*;
    let integration = (1..(1u64 << 53)).prop_map(IntegrationId::new);
    let other = (
        0..8usize,
        integration,
        any::<u16>(),
        any::<u64>(),
        "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}",
    )
        .prop_map(|(kind, integration, number, token, name)| match kind {
            0 => IntegrationPress::List {
                scope: [Scope::Both, Scope::Active, Scope::Mine, Scope::Public]
                    [usize::from(number % 4)],
                page: number.into(),
            },
            1 => IntegrationPress::Log {
                integration,
                page: number.into(),
            },
            2 => IntegrationPress::Secrets {
                integration,
                version: number.into(),
            },
            3 => IntegrationPress::Activate(token),
            4 => IntegrationPress::Forget(token),
            5 => IntegrationPress::Deactivate(integration),
            6 => IntegrationPress::Delete(integration),
            _ => IntegrationPress::Remove(
                [Part::Header, Part::Secret, Part::Placeholder][usize::from(number % 3)],
                integration,
                name,
            ),
        });
    prop_oneof![
        other,
        public::any_press().prop_map(IntegrationPress::Public),
        editor::any_press().prop_map(IntegrationPress::Editor)
    ]
}
