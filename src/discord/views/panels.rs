//! Panels: the message with the button, and their list.

use super::page::{LINES, List};
use super::say;
use crate::discord::CustomId;
use crate::discord::components::panel::PanelPress;
use crate::discord::outbound::{Button, ButtonStyle, Message};
use crate::i18n;
use crate::model::{Language, Panel, Text};
use crate::render::{Embed, embed, markdown};

/// The message that carries the button, in the server's language.
pub fn posted(panel: &Panel, language: Language) -> Message {
    let settings = &panel.settings;
    let label = settings
        .button
        .clone()
        .unwrap_or_else(|| say(language, "panels-button-default"));
    let button = Button {
        emoji: settings.emoji.clone(),
        disabled: !panel.enabled,
        ..Button::new(
            embed::cut(&label, 80),
            ButtonStyle::Primary(CustomId::OpenTicket { panel: panel.id }),
        )
    };
    Message::embed(
        Embed {
            title: Some(settings.title.clone()),
            description: settings.description.clone(),
            colour: Some(settings.colour.unwrap_or(super::COLOUR)),
            ..Embed::default()
        }
        .fit(),
    )
    .buttons([button])
}

/// One page of the server's panels.
pub fn list(panels: &[Panel], page: usize, language: Language) -> Message {
    let line = |panel: &Panel| {
        let channel = match (panel.message, panel.settings.channel) {
            (Some(_), Some(channel)) => format!("<#{channel}>"),
            _ => say(language, "panels-list-nowhere"),
        };
        let text = if panel.enabled {
            Text::new("panels-list-line")
        } else {
            Text::new("panels-list-line-disabled")
        };
        let text = text
            .with("title", markdown::escape(&panel.settings.title))
            .with("channel", channel);
        i18n::words(language, &text)
    };
    List {
        title: say(language, "panels-list-title"),
        lines: panels.iter().map(line).collect(),
        empty: say(language, "panels-list-empty"),
        per_page: LINES,
        target: &|page| CustomId::Panel(PanelPress::List { page }),
    }
    .page(page, language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;
    use crate::model::{ChannelId, GuildId, MessageId, NewPanel, PanelId};

    fn panel(title: &str) -> Panel {
        Panel {
            id: PanelId::new(7),
            guild: GuildId::new(1),
            settings: NewPanel {
                title: title.to_owned(),
                channel: Some(ChannelId::new(5)),
                ..NewPanel::default()
            },
            message: Some(MessageId::new(9)),
            enabled: true,
        }
    }

    #[test]
    fn a_panel_shows_its_text_and_its_button() {
        let plain = posted(&panel("Support"), Language::German);
        insta::assert_snapshot!(sketch::message(&plain), @r#"
        | # Support
        | colour: #5865F2
        [Ticket öffnen](primary open:7)
        "#);

        let mut dressed = panel("Support");
        dressed.enabled = false;
        dressed.settings.description = Some("We are here\nall day.".to_owned());
        dressed.settings.button = Some("Help me".to_owned());
        dressed.settings.emoji = Some("🎫".to_owned());
        dressed.settings.colour = Some(0xFF00);
        insta::assert_snapshot!(sketch::message(&posted(&dressed, Language::English)), @r#"
        | # Support
        | We are here
        | all day.
        | colour: #00FF00
        [🎫 Help me](primary open:7, off)
        "#);
    }

    #[test]
    fn the_list_says_where_each_panel_is() {
        let mut unposted = panel("Not *yet*");
        unposted.message = None;
        let mut off = panel("Off");
        off.enabled = false;
        let shown = list(&[panel("Support"), unposted, off], 0, Language::English);
        insta::assert_snapshot!(sketch::message(&shown), @r#"
        | # Panels
        | **Support** in <#5>
        | **Not \*yet\*** in no channel
        | **Off** in <#5> (disabled)
        | colour: #5865F2
        "#);
    }
}
