//! Commands, presses and modals: acknowledged, done, answered.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serenity::all::{CommandInteraction, Context, Interaction, InteractionId as Id, ShardManager};
use tokio::sync::Mutex;
use tracing::Instrument as _;

use crate::discord::outbound::Acknowledgement;
use crate::discord::{Bot, CustomId, Request, components, error, operator};
use crate::model::{Failure, InteractionId, Outcome};

type Options = poise::FrameworkOptions<Arc<Bot>, Failure>;

/// Takes an interaction up, unless it is a second delivery.
pub(super) async fn take_up(
    bot: Arc<Bot>,
    options: Arc<Options>,
    shards: Arc<ShardManager>,
    context: Context,
    interaction: Interaction,
) {
    let id: Id = match &interaction {
        Interaction::Command(interaction) | Interaction::Autocomplete(interaction) => {
            interaction.id
        }
        Interaction::Component(interaction) => interaction.id,
        Interaction::Modal(interaction) => interaction.id,
        _ => return,
    };
    if !bot.seen.take_up(InteractionId::new(id.get())) {
        tracing::debug!(interaction.id = %id, "a second delivery");
        return;
    }
    let framework = Framework {
        bot,
        options,
        shards,
        context,
    };
    match interaction {
        Interaction::Command(command) => framework.command(command).await,
        Interaction::Autocomplete(command) => framework.autocomplete(&command).await,
        Interaction::Component(press) => {
            let request = Request::from_component(framework.bot, &press);
            pressed(request, CustomId::parse(&press.data.custom_id)).await;
        }
        Interaction::Modal(modal) => {
            let request = Request::from_modal(framework.bot, &modal);
            pressed(request, CustomId::parse(&modal.data.custom_id)).await;
        }
        _ => {}
    }
}

/// A component or a modal.
async fn pressed(request: Request, id: Option<CustomId>) {
    let acknowledgement = id
        .as_ref()
        .map_or(Acknowledgement::Answer, CustomId::acknowledgement);
    request.responder.acknowledge(acknowledgement);
    let span = span(&request);
    let work = async {
        if !matches!(id, Some(CustomId::Operator(_))) {
            operator::refuse_blocked(&request).await?;
        }
        match id {
            Some(id) => components::dispatch(&request, id).await,
            None => Err(Failure::refused("discord-unknown-component")),
        }
    };
    finish(&request, Box::pin(work)).instrument(span).await;
}

/// Does the work; whatever comes of it but success becomes the answer.
///
/// The work is boxed by its caller: it is far larger than what waits for it.
async fn finish(request: &Request, work: BoxFuture<'_, Outcome<()>>) {
    let outcome = AssertUnwindSafe(work).catch_unwind().await;
    // The panic itself has been logged by the hook.
    let outcome = outcome.unwrap_or_else(|_| Err(Failure::fault("a panic")));
    if let Err(failure) = outcome {
        error::answer(request, failure).await;
    }
}

fn span(request: &Request) -> tracing::Span {
    tracing::info_span!(
        "interaction",
        interaction.id = %request.id,
        guild.id = request.guild_id.map(tracing::field::display),
    )
}

struct Framework {
    bot: Arc<Bot>,
    options: Arc<Options>,
    shards: Arc<ShardManager>,
    context: Context,
}

impl Framework {
    fn context(&self) -> poise::FrameworkContext<'_, Arc<Bot>, Failure> {
        poise::FrameworkContext {
            serenity_context: &self.context,
            bot_id: serenity::all::UserId::new(self.bot.user().get()),
            options: &self.options,
            user_data: &self.bot,
            shard_manager: &self.shards,
        }
    }

    async fn command(&self, command: CommandInteraction) {
        let request = Arc::new(Request::from_command(Arc::clone(&self.bot), &command));
        let span = span(&request);
        let work = async {
            if command.data.name != operator::COMMAND {
                operator::refuse_blocked(&request).await?;
            }
            // The error borrows all of these.
            let data: Box<dyn Any + Send + Sync> = Box::new(Arc::clone(&request));
            let (answered, data) = (AtomicBool::new(false), Mutex::new(data));
            let options = command.data.options();
            let mut tree = Vec::new();
            poise::dispatch_interaction(
                self.context(),
                &command,
                &answered,
                &data,
                &options,
                &mut tree,
            )
            .await
            .map_err(error::of_framework)
        };
        finish(&request, Box::pin(work)).instrument(span).await;
    }

    /// Suggestions are a courtesy: what goes wrong is not worth a sentence.
    async fn autocomplete(&self, command: &CommandInteraction) {
        let request = Arc::new(Request::from_command(Arc::clone(&self.bot), command));
        let data: Box<dyn Any + Send + Sync> = Box::new(request);
        let (answered, data) = (AtomicBool::new(false), Mutex::new(data));
        let options = command.data.options();
        let mut tree = Vec::new();
        let result = poise::dispatch_autocomplete(
            self.context(),
            command,
            &answered,
            &data,
            &options,
            &mut tree,
        )
        .await;
        if let Err(error) = result {
            tracing::debug!(%error, "no suggestions");
        }
    }
}
