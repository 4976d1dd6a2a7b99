//! The slash commands: one file each. A command is a thin shim: it takes its [`super::Request`] and calls a function of
//! plain data.
//!
//! Every command is deferred before it runs, so that it may take its time. One that answers with a modal, which a deferral
//! would forbid, says so with `custom_data = "AnswersWithModal"` and does its reads through
//! [`super::Request::before_modal`].

pub mod about;
pub mod add;
mod choices;
pub mod claim;
pub mod close;
mod describe;
pub mod help;
pub mod integration;
pub mod notify;
pub mod open;
pub mod operator;
pub mod panel;
pub mod remove;
pub mod rename;
pub mod settings;
pub mod topic;
pub mod transfer;
pub mod unclaim;

use std::sync::Arc;

use super::Bot;
use crate::model::Failure;

/// A slash command.
pub type Command = poise::Command<Arc<Bot>, Failure>;

/// The mark of a command that answers with a modal.
#[derive(Clone, Copy, Debug)]
pub struct AnswersWithModal;

/// All commands, in the order in which `/help` lists them.
pub fn all() -> Vec<Command> {
    let mut commands = vec![
        open::open(),
        close::close(),
        add::add(),
        remove::remove(),
        claim::claim(),
        unclaim::unclaim(),
        transfer::transfer(),
        rename::rename(),
        topic::topic(),
        panel::panel(),
        integration::integration(),
        notify::notify(),
        settings::command(),
        operator::operator(),
        help::help(),
        about::about(),
    ];
    poise::set_qualified_names(&mut commands);
    describe::describe(&mut commands);
    commands
}

/// The framework's options. It dispatches commands and their autocompletion, and does nothing else.
pub(super) fn options() -> poise::FrameworkOptions<Arc<Bot>, Failure> {
    poise::FrameworkOptions {
        commands: all(),
        pre_command: |context| {
            Box::pin(async move {
                if let poise::Context::Application(context) = context {
                    acknowledge(context).await;
                }
            })
        },
        initialize_owners: false,
        manual_cooldowns: true,
        ..poise::FrameworkOptions::default()
    }
}

async fn acknowledge(context: super::Context<'_>) {
    use super::outbound::Acknowledgement;
    if !context.command().custom_data.is::<AnswersWithModal>() {
        let request = super::Request::of(context).await;
        request.responder.acknowledge(Acknowledgement::Answer);
    }
}
