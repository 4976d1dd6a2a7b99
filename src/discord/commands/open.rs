//! `/open [panel] [subject]`

use serenity::all::{AutocompleteChoice, CreateAutocompleteResponse};

use crate::discord::opening::{self, Wanted};
use crate::discord::{Context, Request};
use crate::model::{Failure, GuildId, Outcome, Panel, PanelId, Text};
use crate::render::markdown;

/// Opens a ticket.
#[poise::command(slash_command, guild_only)]
pub(super) async fn open(
    context: Context<'_>,
    #[autocomplete = "suggest"]
    #[max_length = 100]
    panel: Option<String>,
    #[max_length = 200] subject: Option<String>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.guild()?;
    let panel = match panel {
        Some(title) => Some(named(&request, guild, &title).await?),
        None => only(&request.bot.store.panels(guild).await?)?,
    };
    opening::open(&request, Wanted { panel, subject }).await
}

async fn named(request: &Request, guild: GuildId, title: &str) -> Outcome<PanelId> {
    let found = request
        .bot
        .store
        .panel_by_title(guild, title.trim())
        .await?;
    found.map(|panel| panel.id).ok_or_else(|| {
        let title = markdown::escape(title.trim());
        Failure::Refused(Text::new("tickets-no-such-panel").with("title", title))
    })
}

/// Without a panel's name: the one that is turned on, if there is one only; a server that has turned all of them off
/// wants no tickets.
fn only(panels: &[Panel]) -> Outcome<Option<PanelId>> {
    let mut enabled = panels.iter().filter(|panel| panel.enabled);
    match (enabled.next(), enabled.next()) {
        (Some(panel), None) => Ok(Some(panel.id)),
        (None, _) if !panels.is_empty() => Err(Failure::refused("tickets-panel-disabled")),
        _ => Ok(None),
    }
}

/// The panels that are turned on and whose title holds what was typed.
async fn suggest(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let request = Request::of(context).await;
    let panels = match request.guild() {
        Ok(guild) => request.bot.store.panels(guild).await.unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    let typed = typed.trim().to_lowercase();
    let choices = panels
        .into_iter()
        .filter(|panel| panel.enabled)
        .map(|panel| panel.settings.title)
        .filter(|title| title.to_lowercase().contains(&typed))
        .take(25)
        .map(|title| AutocompleteChoice::new(title.clone(), title));
    CreateAutocompleteResponse::new().set_choices(choices.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NewPanel;

    fn panels(enabled: &[bool]) -> Vec<Panel> {
        enabled
            .iter()
            .zip(1..)
            .map(|(enabled, id)| Panel {
                id: PanelId::new(id),
                guild: GuildId::new(1),
                settings: NewPanel::default(),
                message: None,
                enabled: *enabled,
            })
            .collect()
    }

    #[test]
    fn without_a_name_the_only_panel_that_is_on_is_meant() {
        assert_eq!(
            only(&panels(&[false, true])).unwrap(),
            Some(PanelId::new(2))
        );
        assert_eq!(only(&panels(&[true, true])).unwrap(), None);
        assert_eq!(only(&panels(&[])).unwrap(), None);
        assert!(only(&panels(&[false])).is_err());
    }
}
