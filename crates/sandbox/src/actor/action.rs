//! Something that a user is about to do.

use std::future::{Future, IntoFuture};
use std::pin::Pin;

use super::deed::{Deed, Place, prepare};
use super::reply::{Choice, Reply, choices};
use super::{ActionError, Actor, PATIENCE, Seen};
use crate::id::Id;
use crate::state::{Attachment, Upload};

/// Something that a user is about to do; awaiting it does it and gives the bot's first answer.
///
/// Awaiting panics when it cannot be done or is not acknowledged within 3 s, because then the story cannot go on; what
/// a button is looked for on may still be on its way and is waited for. [`Action::attempt`] tells instead, at once.
#[derive(Clone, Debug)]
#[must_use = "nothing is done before it is awaited"]
pub struct Action {
    actor: Actor,
    place: Place,
    deed: Deed,
    files: Vec<(String, Upload)>,
}

impl Actor {
    /// Runs a command, typed as into Discord's box: `/panel create title:"Get help" channel:#support`.
    pub fn run(&self, line: &str) -> Action {
        self.action(Deed::Command {
            line: line.to_owned(),
        })
    }

    /// What Discord offers for the last option of a command line.
    pub fn complete(&self, line: &str) -> Completion {
        Completion(self.action(Deed::Complete {
            line: line.to_owned(),
        }))
    }

    /// Presses the newest visible button with this label.
    pub fn press(&self, label: &str) -> Action {
        self.action(Deed::Press {
            label: label.to_owned(),
        })
    }

    /// Chooses these (labels; or names of users, roles, channels) in the newest visible select that has them.
    pub fn select<S: AsRef<str>>(&self, choices: impl IntoIterator<Item = S>) -> Action {
        let choices = choices
            .into_iter()
            .map(|choice| choice.as_ref().to_owned())
            .collect();
        self.action(Deed::Select {
            called: None,
            choices,
        })
    }

    /// Chooses from the context menu of a user.
    pub fn user_menu(&self, command: &str, target: &str) -> Action {
        self.action(Deed::UserMenu {
            name: command.to_owned(),
            target: target.to_owned(),
        })
    }

    /// Chooses from the context menu of a message.
    pub fn message_menu(&self, command: &str, target: &Seen) -> Action {
        let channel = target.channel().to_string();
        self.message_menu_by_id(command, target.id())
            .in_channel(&channel)
    }

    pub(crate) fn message_menu_by_id(&self, command: &str, target: Id) -> Action {
        self.action(Deed::MessageMenu {
            name: command.to_owned(),
            target,
        })
    }

    /// Uses a component that is known by its custom id.
    pub(crate) fn component(
        &self,
        custom_id: &str,
        choices: Option<Vec<String>>,
        channel: Id,
        message: Id,
    ) -> Action {
        let deed = Deed::Component {
            custom_id: custom_id.to_owned(),
            choices,
        };
        Action {
            place: Place::Message(channel, message),
            ..self.action(deed)
        }
    }

    /// Sends the modal that an interaction opened.
    pub(crate) fn send_modal(&self, opened_by: Id, values: Vec<(String, String)>) -> Action {
        self.action(Deed::Modal { opened_by, values })
    }

    fn action(&self, deed: Deed) -> Action {
        Action {
            actor: self.clone(),
            place: Place::default(),
            deed,
            files: Vec::new(),
        }
    }
}

impl Action {
    /// In this channel: `support`, `#support`, an id, or `Other Server/general`.
    pub fn in_channel(self, channel: &str) -> Self {
        Self {
            place: Place::Channel(channel.to_owned()),
            ..self
        }
    }

    /// In the direct messages with the bot.
    pub fn in_direct_messages(self) -> Self {
        Self {
            place: Place::Direct,
            ..self
        }
    }

    /// On this message.
    pub fn on(self, message: &Seen) -> Self {
        Self {
            place: Place::Message(message.channel(), message.id()),
            ..self
        }
    }

    /// In the select with this placeholder.
    pub fn of(mut self, placeholder: &str) -> Self {
        if let Deed::Select { called, .. } = &mut self.deed {
            *called = Some(placeholder.to_owned());
        }
        self
    }

    /// With a file for an option.
    pub fn with_file(mut self, option: &str, filename: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let upload = Upload {
            number: 0,
            filename: filename.to_owned(),
            content_type: None,
            bytes: bytes.into(),
            description: None,
        };
        self.files.push((option.to_owned(), upload));
        self
    }

    /// Does it with what is there now, and tells when it cannot be done or is not acknowledged within 3 s.
    pub async fn attempt(self) -> Result<Reply, ActionError> {
        let files = self.prepare()?;
        let interaction = self.begin(&files)?;
        self.answered(interaction).await
    }

    /// Does it and waits for the bot's last word: the edit after a deferral.
    ///
    /// # Panics
    ///
    /// As awaiting it does, and when that last word does not come.
    pub async fn finished(self) -> Reply {
        self.await.finished().await
    }

    /// Sends it at once and leaves the waiting for later, for those who press twice at the same instant.
    ///
    /// # Panics
    ///
    /// When it cannot be done.
    pub fn sent(self) -> impl Future<Output = Result<Reply, ActionError>> + Send + 'static {
        let begun = self.prepare().and_then(|files| self.begin(&files));
        let interaction = begun.unwrap_or_else(|error| self.fail(&error));
        async move { self.answered(interaction).await }
    }

    fn prepare(&self) -> Result<Vec<(String, Attachment)>, ActionError> {
        if self.files.is_empty() && !matches!(self.place, Place::Direct) {
            return Ok(Vec::new());
        }
        let Self {
            actor,
            place,
            files,
            ..
        } = self;
        actor
            .state
            .write(|world| prepare(world, actor.id, place, files))
    }

    fn begin(&self, files: &[(String, Attachment)]) -> Result<Id, ActionError> {
        let Self {
            actor, place, deed, ..
        } = self;
        // Planned without writing first: a try that fails must not wake those who wait for a change.
        actor
            .state
            .read(|world| deed.plan(world, actor.id, place, files).map(drop))?;
        actor.state.write(|world| {
            let new = deed.plan(world, actor.id, place, files)?;
            Ok(world.interact(new)?)
        })
    }

    async fn answered(self, interaction: Id) -> Result<Reply, ActionError> {
        match self.actor.state.answered(interaction).await {
            Some(response) => Ok(Reply::new(self.actor, interaction, response)),
            None => Err(ActionError::Unanswered(self.deed.in_words())),
        }
    }

    async fn begin_when_there(&self) -> Result<Id, ActionError> {
        let files = self.prepare()?;
        let mut changes = self.actor.state.changes();
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            changes.borrow_and_update();
            match self.begin(&files) {
                Err(error @ ActionError::NotThere(_)) => {
                    let moved = tokio::time::timeout_at(deadline, changes.changed()).await;
                    moved.map_err(|_| error)?.ok();
                }
                begun => return begun,
            }
        }
    }

    fn fail(&self, error: &ActionError) -> ! {
        let dump = self.actor.state.read(super::waiting::dump);
        panic!(
            "{} tried {}: {error}\n{dump}",
            self.actor.name(),
            self.deed.in_words()
        );
    }
}

impl IntoFuture for Action {
    type Output = Reply;
    type IntoFuture = Pin<Box<dyn Future<Output = Reply> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let story = self.clone();
            let interaction = match self.begin_when_there().await {
                Ok(interaction) => interaction,
                Err(error) => self.fail(&error),
            };
            self.answered(interaction)
                .await
                .unwrap_or_else(|error| story.fail(&error))
        })
    }
}

/// A completion that is about to be asked for; awaiting it gives the choices.
#[derive(Clone, Debug)]
#[must_use = "nothing is asked before it is awaited"]
pub struct Completion(Action);

impl Completion {
    /// In this channel.
    pub fn in_channel(self, channel: &str) -> Self {
        Self(self.0.in_channel(channel))
    }

    /// Asks, and tells when that cannot be done or is not answered within 3 s.
    pub async fn attempt(self) -> Result<Vec<Choice>, ActionError> {
        self.0.attempt().await.map(|reply| choices(&reply))
    }
}

impl IntoFuture for Completion {
    type Output = Vec<Choice>;
    type IntoFuture = Pin<Box<dyn Future<Output = Vec<Choice>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { choices(&self.0.await) })
    }
}
