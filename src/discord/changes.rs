//! Changes of a manifest, piece by piece, and what an owner is told after each.

use super::components::integration::Part;
use super::outbound::Message;
use super::views::integration::Standing;
use super::{Request, lookup, views};
use crate::i18n;
use crate::integrations::Manifest;
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text};
use crate::render::{embed, markdown};

/// Changes an integration of the user's, and shows it as it is now.
pub async fn apply(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    change: impl Fn(&mut Manifest) -> Outcome<()> + Send + Sync,
) -> Outcome<()> {
    apply_with(request, guild, integration, change, Vec::new()).await
}

/// As [`apply`], with remarks of the command's own.
pub async fn apply_with(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    change: impl Fn(&mut Manifest) -> Outcome<()> + Send + Sync,
    remarks: Vec<Text>,
) -> Outcome<()> {
    let before = lookup::visible(request, guild, integration).await?.standing;
    let owner = request.caller.user;
    let integrations = &request.bot.integrations;
    integrations.edit(owner, integration, change).await?;
    let changed = lookup::visible(request, guild, integration).await?;
    let mut text = Text::new("integration-commands-changed");
    if before == Standing::Active && changed.standing == Standing::Paused {
        text = Text::new("integration-commands-changed-and-paused");
    }
    let logo = request.bot.logo(&changed.integration);
    let message = views::integration::card(&changed, true, request.language()).thumbnail(logo);
    request
        .show(&above(request, &text, &remarks, message))
        .await;
    Ok(())
}

/// A sentence and remarks above a card.
pub fn above(request: &Request, text: &Text, remarks: &[Text], card: Message) -> Message {
    let mut content = i18n::words(request.language(), text);
    let remarks = views::remarks(request.language(), remarks);
    if !remarks.is_empty() {
        content = format!("{content}\n{remarks}");
    }
    Message {
        content: embed::cut(&content, 2_000),
        ..card
    }
}

/// Takes a part away; refuses if there is none of that name.
pub fn remove(manifest: &mut Manifest, part: Part, name: &str) -> Outcome<()> {
    let found = match part {
        Part::Header => {
            let headers = &mut manifest.request.headers;
            let before = headers.len();
            headers.retain(|header, _| !header.eq_ignore_ascii_case(name.trim()));
            headers.len() < before
        }
        Part::Secret => shorter(&mut manifest.secrets, |secret| same(&secret.name, name)),
        Part::Placeholder => shorter(&mut manifest.placeholders, |placeholder| {
            same(&placeholder.name, name)
        }),
    };
    if found {
        Ok(())
    } else {
        Err(absent(part, name))
    }
}

/// The name of a part as the manifest has it.
pub fn find(manifest: &Manifest, part: Part, name: &str) -> Outcome<String> {
    let found = match part {
        Part::Header => manifest
            .request
            .headers
            .keys()
            .find(|header| header.eq_ignore_ascii_case(name.trim())),
        Part::Secret => manifest
            .secrets
            .iter()
            .map(|secret| &secret.name)
            .find(|own| same(own, name)),
        Part::Placeholder => manifest
            .placeholders
            .iter()
            .map(|placeholder| &placeholder.name)
            .find(|own| same(own, name)),
    };
    found.cloned().ok_or_else(|| absent(part, name))
}

/// A name inside a manifest as people type it: in any case, with or without the percent signs.
pub fn tidy(name: &str) -> String {
    name.trim().trim_matches('%').to_lowercase()
}

fn same(own: &str, typed: &str) -> bool {
    own == tidy(typed)
}

fn shorter<T>(list: &mut Vec<T>, is_meant: impl Fn(&T) -> bool) -> bool {
    let before = list.len();
    list.retain(|item| !is_meant(item));
    list.len() < before
}

fn absent(part: Part, name: &str) -> Failure {
    let text = match part {
        Part::Header => Text::new("integration-commands-no-header"),
        Part::Secret => Text::new("integration-commands-no-secret"),
        Part::Placeholder => Text::new("integration-commands-no-placeholder"),
    };
    text.with("name", markdown::code(name.trim())).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        serde_json::from_value(serde_json::json!({
            "frontdesk": 1,
            "name": "My Integration",
            "request": {
                "url": "https://example.com/",
                "headers": { "Authorization": "%api_key%" },
            },
            "secrets": [{ "name": "api_key" }],
            "placeholders": [{ "name": "username", "path": "user.username" }],
        }))
        .unwrap()
    }

    #[test]
    fn parts_are_found_in_any_case_and_taken_away() {
        for (part, typed, name) in [
            (Part::Header, " authorization", "Authorization"),
            (Part::Secret, "API_KEY", "api_key"),
            (Part::Placeholder, "%Username%", "username"),
        ] {
            let mut manifest = manifest();
            assert_eq!(find(&manifest, part, typed).unwrap(), name);
            remove(&mut manifest, part, typed).unwrap();
            assert!(find(&manifest, part, name).is_err());
            assert!(remove(&mut manifest, part, name).is_err());
        }
    }
}
