//! Autocompletion: names of things that exist here, for admins. What is typed is taken as well, in any case.

use serenity::all::{AutocompleteChoice, CreateAutocompleteResponse, ResolvedValue};

use super::components::integration::Part;
use super::{Context, Request, lookup};
use crate::integrations::Manifest;
use crate::integrations::changes::tidy;
use crate::model::{EventKind, GuildId, Outcome};
use crate::panels;
use crate::render::embed;

/// As many as Discord shows.
const MOST: usize = 25;
/// Discord's limit of a choice's name and of its value.
const LONGEST: usize = 100;

/// The server's panels.
pub async fn panels(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let names = names(context, async |request, guild| {
        let panels = panels::all(&request.bot.store, guild).await?;
        Ok(panels
            .into_iter()
            .map(|panel| panel.settings.title)
            .collect())
    });
    choices(names.await, typed)
}

/// The integrations that the user owns.
pub async fn owned(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let names = names(context, async |request, _| {
        let owned = request.bot.integrations.all_owned(request.caller.user);
        Ok(owned
            .await?
            .into_iter()
            .map(|owned| owned.manifest.name)
            .collect())
    });
    choices(names.await, typed)
}

/// The integrations that the user may activate: their own first, then the catalogue's.
pub async fn available(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let names = names(context, async |request, _| {
        let integrations = &request.bot.integrations;
        let (owned, public) = tokio::try_join!(
            integrations.all_owned(request.caller.user),
            integrations.public_names(typed),
        )?;
        let mut names: Vec<String> = owned.into_iter().map(|one| one.manifest.name).collect();
        for name in public {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    });
    choices(names.await, typed)
}

/// The integrations that are active here.
pub async fn active(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let names = names(context, async |request, guild| {
        let active = request.bot.integrations.active(guild).await?;
        Ok(active
            .into_iter()
            .map(|active| active.integration.manifest.name)
            .collect())
    });
    choices(names.await, typed)
}

/// The integrations that the user may test: those that are active here, and their own.
pub async fn testable(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let names = names(context, async |request, guild| {
        let integrations = &request.bot.integrations;
        let (active, owned) = tokio::try_join!(
            integrations.active(guild),
            integrations.all_owned(request.caller.user),
        )?;
        let active = active.into_iter().map(|active| active.integration);
        let mut names: Vec<String> = active.chain(owned).map(|one| one.manifest.name).collect();
        names.sort_unstable();
        names.dedup();
        Ok(names)
    });
    choices(names.await, typed)
}

/// The integrations that are active here, those that the user owns, and the catalogue's.
pub async fn visible(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let names = names(context, async |request, guild| {
        let integrations = &request.bot.integrations;
        let (active, owned, public) = tokio::try_join!(
            integrations.active(guild),
            integrations.all_owned(request.caller.user),
            integrations.public_names(typed),
        )?;
        let active = active.into_iter().map(|active| active.integration);
        let own = active.chain(owned).map(|one| one.manifest.name);
        let mut names: Vec<String> = own.chain(public).collect();
        names.sort_unstable();
        names.dedup();
        Ok(names)
    });
    choices(names.await, typed)
}

/// The headers of the integration that has been named so far.
pub async fn headers(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    choices(parts(context, Part::Header).await, typed)
}

/// The secrets of the integration that has been named so far.
pub async fn secrets(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    choices(parts(context, Part::Secret).await, typed)
}

/// The placeholders of the integration that has been named so far.
pub async fn placeholders(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    choices(parts(context, Part::Placeholder).await, &tidy(typed))
}

/// The targets of events.
pub async fn targets(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let names = names(context, async |request, guild| {
        let targets = request.bot.notify.all(guild).await?;
        Ok(targets.into_iter().map(|target| target.name).collect())
    });
    choices(names.await, typed)
}

/// A list of events with commas between: what is complete stays, the last one is suggested.
#[expect(clippy::unused_async, reason = "the shape of every autocompletion")]
pub async fn events(_context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let (chosen, last) = match typed.rsplit_once(',') {
        Some((chosen, last)) => (format!("{}, ", chosen.trim()), last),
        None => (String::new(), typed),
    };
    let known = EventKind::ALL.iter().map(|kind| kind.name());
    let fresh = known.filter(|name| !chosen.contains(name));
    let fresh = fresh.filter(|name| name.contains(&last.trim().to_lowercase()));
    choices(fresh.map(|name| format!("{chosen}{name}")), "")
}

/// Another option of the same command, as far as it has been filled in.
pub fn option<'a>(context: &Context<'a>, name: &str) -> Option<&'a str> {
    let option = context.args.iter().find(|option| option.name == name)?;
    match option.value {
        ResolvedValue::String(text) => Some(text),
        _ => None,
    }
}

/// The choices that hold what was typed; each is shown as its value.
pub fn choices(names: impl IntoIterator<Item = String>, typed: &str) -> CreateAutocompleteResponse {
    labelled(names.into_iter().map(|name| (name.clone(), name)), typed)
}

/// The choices whose label or value holds what was typed.
pub fn labelled(
    choices: impl IntoIterator<Item = (String, String)>,
    typed: &str,
) -> CreateAutocompleteResponse {
    let typed = typed.trim().to_lowercase();
    let choices = choices
        .into_iter()
        .filter(|(label, value)| {
            label.to_lowercase().contains(&typed) || value.to_lowercase().contains(&typed)
        })
        .filter(|(_, value)| value.encode_utf16().count() <= LONGEST)
        .take(MOST)
        .map(|(label, value)| AutocompleteChoice::new(embed::cut(&label, LONGEST), value));
    CreateAutocompleteResponse::new().set_choices(choices.collect())
}

async fn parts(context: Context<'_>, part: Part) -> Vec<String> {
    let Some(typed) = option(&context, "integration") else {
        return Vec::new();
    };
    names(context, async |request, guild| {
        let found = lookup::named(request, guild, typed).await?;
        Ok(parts_of(&found.integration.manifest, part))
    })
    .await
}

fn parts_of(manifest: &Manifest, part: Part) -> Vec<String> {
    match part {
        Part::Header => manifest.request.headers.keys().cloned().collect(),
        Part::Secret => {
            let secrets = manifest.secrets.iter();
            secrets.map(|secret| secret.name.clone()).collect()
        }
        Part::Placeholder => {
            let placeholders = manifest.placeholders.iter();
            placeholders.map(|one| one.name.clone()).collect()
        }
    }
}

/// Suggestions are a courtesy: whoever may not manage the server gets none, and neither does anybody while something
/// is wrong.
async fn names(
    context: Context<'_>,
    list: impl AsyncFnOnce(&Request, GuildId) -> Outcome<Vec<String>>,
) -> Vec<String> {
    let request = Request::of(context).await;
    match request.managed_guild() {
        Ok(guild) => list(&request, guild).await.unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}
