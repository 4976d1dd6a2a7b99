//! `/integration edit`

use crate::discord::commands::choices::Method;
use crate::discord::{Context, Request, changes, suggest};
use crate::integrations::Manifest;
use crate::model::{Failure, Outcome};

/// What takes a text away again.
const NONE: &str = "none";

/// What was given; what was not stays as it is.
#[derive(Debug, Default, PartialEq)]
struct Options {
    name: Option<String>,
    url: Option<String>,
    method: Option<Method>,
    description: Option<String>,
    logo: Option<String>,
    privacy_policy: Option<String>,
    validation_url: Option<String>,
    cache_seconds: Option<u32>,
}

/// Changes an integration of the user's.
#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command)]
pub(super) async fn edit(
    context: Context<'_>,
    #[autocomplete = "suggest::owned"]
    #[max_length = 100]
    integration: String,
    name: Option<String>,
    url: Option<String>,
    method: Option<Method>,
    description: Option<String>,
    logo: Option<String>,
    privacy_policy: Option<String>,
    validation_url: Option<String>,
    cache_seconds: Option<u32>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let options = Options {
        name,
        url,
        method,
        description,
        logo,
        privacy_policy,
        validation_url,
        cache_seconds,
    };
    run(&request, &integration, &options).await
}

async fn run(request: &Request, integration: &str, options: &Options) -> Outcome<()> {
    let guild = request.managed_guild()?;
    if *options == Options::default() {
        return Err(Failure::refused("integration-commands-edit-nothing"));
    }
    let integrations = &request.bot.integrations;
    let owned = integrations.find_owned(request.caller.user, integration);
    let owned = owned.await?;
    changes::apply(request, guild, owned.id, |manifest| {
        options.apply(manifest);
        Ok(())
    })
    .await
}

impl Options {
    fn apply(&self, manifest: &mut Manifest) {
        if let Some(name) = &self.name {
            name.trim().clone_into(&mut manifest.name);
        }
        if let Some(url) = &self.url {
            url.trim().clone_into(&mut manifest.request.url);
        }
        if let Some(method) = self.method {
            method.name().clone_into(&mut manifest.request.method);
        }
        if let Some(description) = &self.description {
            manifest.description = text(description).unwrap_or_default();
        }
        for (place, given) in [
            (&mut manifest.logo_url, &self.logo),
            (&mut manifest.privacy_policy_url, &self.privacy_policy),
            (&mut manifest.validation_url, &self.validation_url),
        ] {
            if let Some(given) = given {
                *place = text(given);
            }
        }
        if let Some(seconds) = self.cache_seconds {
            manifest.cache_seconds = seconds;
        }
    }
}

/// The text that was typed, or nothing where it says `none`.
fn text(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty() && !typed.eq_ignore_ascii_case(NONE)).then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_changes_and_none_takes_away() {
        let mut manifest: Manifest = serde_json::from_value(serde_json::json!({
            "frontdesk": 1,
            "name": "Old",
            "description": "Kept",
            "logo_url": "https://example.com/logo.png",
            "request": { "url": "https://example.com/" },
        }))
        .unwrap();
        Options {
            name: Some(" New ".to_owned()),
            method: Some(Method::Post),
            logo: Some("None".to_owned()),
            cache_seconds: Some(60),
            ..Options::default()
        }
        .apply(&mut manifest);
        insta::assert_snapshot!(manifest.to_json(), @r#"
        {
          "frontdesk": 1,
          "name": "New",
          "description": "Kept",
          "logo_url": null,
          "privacy_policy_url": null,
          "request": {
            "method": "POST",
            "url": "https://example.com/",
            "headers": {}
          },
          "validation_url": null,
          "cache_seconds": 60,
          "secrets": [],
          "placeholders": []
        }
        "#);
    }
}
