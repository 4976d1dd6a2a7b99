//! `/integration header set` and `/integration header remove`

use crate::discord::components::confirmation;
use crate::discord::components::integration::{IntegrationPress, Part};
use crate::discord::outbound::Message;
use crate::discord::{Context, CustomId, Request, changes, suggest};
use crate::integrations::Manifest;
use crate::model::{Outcome, Text};
use crate::render::{Template, markdown};

/// Discord offers the subcommands only.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(slash_command, subcommand_required, subcommands("set", "remove"))]
pub(super) async fn header(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}

/// Sets a header of the request.
#[poise::command(slash_command)]
async fn set(
    context: Context<'_>,
    #[autocomplete = "suggest::owned"]
    #[max_length = 100]
    integration: String,
    #[autocomplete = "suggest::headers"]
    #[max_length = 100]
    name: String,
    value: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let integrations = &request.bot.integrations;
    let owned = integrations.find_owned(request.caller.user, &integration);
    let owned = owned.await?;
    changes::apply(&request, guild, owned.id, |manifest| {
        put(manifest, name.trim(), value.trim())
    })
    .await
}

/// Asks whether a header is to be taken away.
#[poise::command(slash_command)]
async fn remove(
    context: Context<'_>,
    #[autocomplete = "suggest::owned"]
    #[max_length = 100]
    integration: String,
    #[autocomplete = "suggest::headers"]
    #[max_length = 100]
    name: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    ask_removal(&request, &integration, Part::Header, &name).await
}

/// Asks before a part of a manifest goes.
pub(super) async fn ask_removal(
    request: &Request,
    integration: &str,
    part: Part,
    name: &str,
) -> Outcome<()> {
    request.managed_guild()?;
    let integrations = &request.bot.integrations;
    let owned = integrations.find_owned(request.caller.user, integration);
    let owned = owned.await?;
    let name = changes::find(&owned.manifest, part, name)?;
    let question = match part {
        Part::Header => Text::new("integration-commands-remove-header"),
        Part::Secret => Text::new("integration-commands-remove-secret"),
        Part::Placeholder => Text::new("integration-commands-remove-placeholder"),
    };
    let question = question.with("name", markdown::code(&name));
    let confirm = IntegrationPress::Remove(part, owned.id, name);
    let buttons = confirmation(request.language(), CustomId::Integration(confirm));
    let message = Message::text(request.words(&question)).buttons(buttons);
    request.show(&message).await;
    Ok(())
}

/// One header of a name, whatever its case. A value that names a secret which is not declared yet says what to do first.
fn put(manifest: &mut Manifest, name: &str, value: &str) -> Outcome<()> {
    if let Some(undeclared) = undeclared(manifest, value) {
        return Err(Text::new("integration-commands-add-secret-first")
            .with("name", undeclared)
            .into());
    }
    let headers = &mut manifest.request.headers;
    headers.retain(|header, _| !header.eq_ignore_ascii_case(name));
    headers.insert(name.to_owned(), value.to_owned());
    Ok(())
}

/// A placeholder that could be the name of a secret, if only it were declared.
fn undeclared(manifest: &Manifest, value: &str) -> Option<String> {
    const IDS: [&str; 3] = ["user_id", "guild_id", "ticket_id"];
    let template = Template::parse(value);
    template
        .names()
        .into_iter()
        .filter(|name| !IDS.contains(name))
        .filter(|name| manifest.secrets.iter().all(|secret| secret.name != *name))
        .find(|name| {
            (1..=32).contains(&name.len())
                && name
                    .bytes()
                    .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
        })
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Failure;

    fn manifest() -> Manifest {
        serde_json::from_value(serde_json::json!({
            "frontdesk": 1,
            "name": "My Integration",
            "request": { "url": "https://example.com/", "headers": { "authorization": "x" } },
            "secrets": [{ "name": "api_key" }],
        }))
        .unwrap()
    }

    #[test]
    fn a_header_replaces_the_one_of_its_name_in_any_case() {
        let mut manifest = manifest();
        put(&mut manifest, "Authorization", "Bearer %api_key% %user_id%").unwrap();
        let headers: Vec<_> = manifest.request.headers.into_iter().collect();
        let expected = (
            "Authorization".to_owned(),
            "Bearer %api_key% %user_id%".to_owned(),
        );
        assert_eq!(headers, [expected]);
    }

    #[test]
    fn a_secret_that_is_not_declared_yet_is_named_with_what_to_do_first() {
        let Err(Failure::Refused(text)) = put(&mut manifest(), "X-Token", "%token%") else {
            panic!();
        };
        assert_eq!(
            text,
            Text::new("integration-commands-add-secret-first").with("name", "token")
        );
    }
}
