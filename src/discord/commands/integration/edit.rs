//! `/integration edit`

use crate::discord::commands::choices::Method;
use crate::discord::{Context, Request, changes, suggest};
use crate::integrations::changes::Details;
use crate::model::{Failure, Outcome};

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
    let details = Details {
        name,
        url,
        method: method.map(|method| method.name().to_owned()),
        description,
        logo_url: logo,
        privacy_policy_url: privacy_policy,
        validation_url,
        cache_seconds,
    };
    run(&request, &integration, &details).await
}

async fn run(request: &Request, integration: &str, details: &Details) -> Outcome<()> {
    let guild = request.managed_guild()?;
    if *details == Details::default() {
        return Err(Failure::refused("integration-commands-edit-nothing"));
    }
    let integrations = &request.bot.integrations;
    let owned = integrations.find_owned(request.caller.user, integration);
    let owned = owned.await?;
    changes::apply(request, guild, owned.id, |manifest| {
        details.apply(manifest);
        Ok(())
    })
    .await
}
