//! What can be pressed under the answers of `/panel`.

mod delete;
mod list;
mod welcome;

use std::fmt;

use super::custom_id::id;
use crate::discord::Request;
use crate::discord::outbound::Acknowledgement;
use crate::model::{Outcome, PanelId};

/// A component or modal of `/panel`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PanelPress {
    /// A page of `/panel list`.
    List {
        /// From 0.
        page: usize,
    },
    /// **Confirm** after `/panel delete`.
    Delete(PanelId),
    /// The modal of `/panel welcome`.
    Welcome(PanelId),
    /// **More** under the answer of that modal.
    More(PanelId),
    /// The button that opens author and footer.
    Frame(PanelId),
    /// The modal for author and footer.
    SaveFrame(PanelId),
    /// The button that opens an empty field.
    NewField(PanelId),
    /// The modal for a new field.
    AddField(PanelId),
    /// The menu that opens one of the fields.
    Field(PanelId),
    /// The modal for a field that exists.
    SaveField(PanelId, usize),
}

impl fmt::Display for PanelPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List { page } => write!(f, "list:{page}"),
            Self::Delete(panel) => write!(f, "delete:{panel}"),
            Self::Welcome(panel) => write!(f, "welcome:{panel}"),
            Self::More(panel) => write!(f, "more:{panel}"),
            Self::Frame(panel) => write!(f, "frame:{panel}"),
            Self::SaveFrame(panel) => write!(f, "save-frame:{panel}"),
            Self::NewField(panel) => write!(f, "new-field:{panel}"),
            Self::AddField(panel) => write!(f, "add-field:{panel}"),
            Self::Field(panel) => write!(f, "field:{panel}"),
            Self::SaveField(panel, position) => write!(f, "save-field:{panel}:{position}"),
        }
    }
}

impl PanelPress {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        Some(match kind {
            "list" => Self::List {
                page: rest.parse().ok()?,
            },
            "delete" => Self::Delete(id(rest)?),
            "welcome" => Self::Welcome(id(rest)?),
            "more" => Self::More(id(rest)?),
            "frame" => Self::Frame(id(rest)?),
            "save-frame" => Self::SaveFrame(id(rest)?),
            "new-field" => Self::NewField(id(rest)?),
            "add-field" => Self::AddField(id(rest)?),
            "field" => Self::Field(id(rest)?),
            "save-field" => {
                let (panel, position) = rest.split_once(':')?;
                Self::SaveField(id(panel)?, position.parse().ok()?)
            }
            _ => return None,
        })
    }

    pub(super) fn acknowledgement(&self) -> Acknowledgement {
        match self {
            Self::Welcome(_) => Acknowledgement::Answer,
            Self::Frame(_) | Self::NewField(_) | Self::Field(_) => Acknowledgement::Modal,
            Self::List { .. }
            | Self::Delete(_)
            | Self::More(_)
            | Self::SaveFrame(_)
            | Self::AddField(_)
            | Self::SaveField(..) => Acknowledgement::Update,
        }
    }
}

/// Does what was pressed, for admins of the server that the press comes from.
pub(super) async fn press(request: &Request, pressed: PanelPress) -> Outcome<()> {
    let guild = request.managed_guild()?;
    match pressed {
        PanelPress::List { page } => list::show(request, guild, page).await,
        PanelPress::Delete(panel) => delete::confirmed(request, guild, panel).await,
        PanelPress::Welcome(panel) => welcome::save(request, guild, panel).await,
        PanelPress::More(panel) => welcome::more(request, guild, panel).await,
        PanelPress::Frame(panel) => welcome::ask_frame(request, guild, panel).await,
        PanelPress::SaveFrame(panel) => welcome::save_frame(request, guild, panel).await,
        PanelPress::NewField(panel) => welcome::ask_new_field(request, guild, panel).await,
        PanelPress::AddField(panel) => welcome::save_field(request, guild, panel, None).await,
        PanelPress::Field(panel) => welcome::ask_field(request, guild, panel).await,
        PanelPress::SaveField(panel, position) => {
            welcome::save_field(request, guild, panel, Some(position)).await
        }
    }
}

pub(in crate::discord) use list::show as list;

#[cfg(test)]
pub(super) fn any_press() -> impl proptest::strategy::Strategy<Value = PanelPress> {
    use proptest::prelude::*;
    let panel = (1..i64::MAX.cast_unsigned()).prop_map(PanelId::new);
    (0..10usize, panel, any::<u16>()).prop_map(|(kind, panel, number)| match kind {
        0 => PanelPress::List {
            page: number.into(),
        },
        1 => PanelPress::Delete(panel),
        2 => PanelPress::Welcome(panel),
        3 => PanelPress::More(panel),
        4 => PanelPress::Frame(panel),
        5 => PanelPress::SaveFrame(panel),
        6 => PanelPress::NewField(panel),
        7 => PanelPress::AddField(panel),
        8 => PanelPress::Field(panel),
        _ => PanelPress::SaveField(panel, number.into()),
    })
}
