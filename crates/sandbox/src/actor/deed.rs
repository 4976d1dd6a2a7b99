//! Turning what somebody does into the interaction that Discord would send.

use serde_json::{Value, json};

use super::component::{self, Sight};
use super::typed::Typed;
use super::values::Scene;
use super::{ActionError, flat, names};
use crate::id::Id;
use crate::state::{
    Attachment, ChannelKind, Command, CommandKind, InteractionKind, Named, NewInteraction,
    Response, Upload, World,
};

/// Where something is done.
#[derive(Clone, Debug, Default)]
pub(super) enum Place {
    /// In the first channel of the first server.
    #[default]
    Anywhere,
    /// In a channel, by name or id.
    Channel(String),
    /// In the direct messages with the bot.
    Direct,
    /// On a message.
    Message(Id, Id),
}

/// Something to do.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Command {
        line: String,
    },
    Complete {
        line: String,
    },
    UserMenu {
        name: String,
        target: String,
    },
    MessageMenu {
        name: String,
        target: Id,
    },
    Press {
        label: String,
    },
    Select {
        called: Option<String>,
        choices: Vec<String>,
    },
    /// The page's way: it knows the component itself.
    Component {
        custom_id: String,
        choices: Option<Vec<String>>,
    },
    Modal {
        opened_by: Id,
        values: Vec<(String, String)>,
    },
}

impl Deed {
    /// In words, for messages about it.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Command { line } => format!("`{line}`"),
            Self::Complete { line } => format!("the completion of `{line}`"),
            Self::UserMenu { name, .. } | Self::MessageMenu { name, .. } => format!("“{name}”"),
            Self::Press { label } => format!("the button [{label}]"),
            Self::Select { choices, .. } => format!("the choice of {}", choices.join(", ")),
            Self::Component { custom_id, .. } => format!("the component {custom_id}"),
            Self::Modal { .. } => "the modal".to_owned(),
        }
    }

    /// The interaction that it is, in the world as it stands.
    pub(super) fn plan(
        &self,
        world: &World,
        user: Id,
        place: &Place,
        files: &[(String, Attachment)],
    ) -> Result<NewInteraction, ActionError> {
        Ok(match self {
            Self::Command { line } => {
                let channel = channel(world, user, place)?;
                let data = command_data(world, user, channel, line, files, false)?;
                interaction(user, channel, InteractionKind::Command, data)
            }
            Self::Complete { line } => {
                let channel = channel(world, user, place)?;
                let data = command_data(world, user, channel, line, &[], true)?;
                interaction(user, channel, InteractionKind::Autocomplete, data)
            }
            Self::UserMenu { name, target } => {
                let channel = channel(world, user, place)?;
                let scene = Scene {
                    world,
                    user,
                    channel,
                };
                let target = names::user(&scene, target).ok_or_else(|| {
                    ActionError::Refused(format!("there is nobody called {target}"))
                })?;
                let named = Named {
                    users: vec![target],
                    ..Named::default()
                };
                let data = menu_data(&scene, CommandKind::User, name, target, &named)?;
                interaction(user, channel, InteractionKind::Command, data)
            }
            Self::MessageMenu { name, target } => {
                let channel = channel(world, user, place)?;
                let scene = Scene {
                    world,
                    user,
                    channel,
                };
                let named = Named {
                    messages: vec![*target],
                    ..Named::default()
                };
                let data = menu_data(&scene, CommandKind::Message, name, *target, &named)?;
                interaction(user, channel, InteractionKind::Command, data)
            }
            Self::Press { label } => {
                let sight = sight(world, user, place)?;
                let found = component::button(world, user, sight, label);
                used(user, found.ok_or_else(|| self.nowhere())?)
            }
            Self::Select { called, choices } => {
                let sight = sight(world, user, place)?;
                let found = component::select(world, user, sight, called.as_deref(), choices);
                used(user, found.ok_or_else(|| self.nowhere())?)
            }
            Self::Component { custom_id, choices } => {
                let Place::Message(channel, message) = *place else {
                    return Err(ActionError::Refused("name the message".to_owned()));
                };
                let scene = Scene {
                    world,
                    user,
                    channel,
                };
                let shown = world.message(channel, message)?;
                let choices = choices.as_deref();
                let data = component::by_custom_id(&scene, shown, custom_id, choices)
                    .ok_or_else(|| self.nowhere())?;
                used(
                    user,
                    component::Found {
                        channel,
                        message,
                        data,
                    },
                )
            }
            Self::Modal { opened_by, values } => modal(world, user, *opened_by, values)?,
        })
    }

    fn nowhere(&self) -> ActionError {
        ActionError::NotThere(format!(
            "{} cannot be used in anything seen there",
            self.in_words()
        ))
    }
}

/// What must be there before a deed can be planned: the direct messages, and the files.
pub(super) fn prepare(
    world: &mut World,
    user: Id,
    place: &Place,
    files: &[(String, Upload)],
) -> Result<Vec<(String, Attachment)>, ActionError> {
    if matches!(place, Place::Direct) {
        world.open_direct(user, world.bot())?;
    }
    let channel = channel(world, user, place).unwrap_or(world.seed.general);
    let store = |(option, upload): &(String, Upload)| {
        (
            option.clone(),
            world.store_file(channel, upload.clone(), true),
        )
    };
    Ok(files.iter().map(store).collect())
}

/// The channel that a place means.
pub(super) fn channel(world: &World, user: Id, place: &Place) -> Result<Id, ActionError> {
    match place {
        Place::Message(channel, _) => Ok(*channel),
        Place::Direct => direct(world, user)
            .ok_or_else(|| ActionError::NotThere("the bot has written nothing".to_owned())),
        Place::Channel(name) => names::place(world, user, name)
            .ok_or_else(|| ActionError::NotThere(format!("there is no channel {name} to be seen"))),
        Place::Anywhere => {
            let first = |guild: Id| {
                let mut channels = world.channels_seen_by(user, guild).into_iter();
                channels
                    .find(|channel| channel.kind == ChannelKind::Text)
                    .map(|channel| channel.id)
            };
            first(world.seed.guild)
                .or_else(|| world.guilds.keys().copied().find_map(first))
                .ok_or_else(|| ActionError::NotThere("there is no channel to be seen".to_owned()))
        }
    }
}

fn sight(world: &World, user: Id, place: &Place) -> Result<Sight, ActionError> {
    match place {
        Place::Anywhere => Ok(Sight::Everywhere),
        Place::Message(channel, message) => Ok(Sight::Message(*channel, *message)),
        Place::Channel(_) | Place::Direct => Ok(Sight::Channel(channel(world, user, place)?)),
    }
}

/// The direct messages between a user and the bot.
pub(super) fn direct(world: &World, user: Id) -> Option<Id> {
    let between = |channel: &&crate::state::Channel| {
        channel.kind == ChannelKind::Direct
            && channel.recipients.contains(&user)
            && channel.recipients.contains(&world.bot())
    };
    world
        .channels
        .values()
        .find(between)
        .map(|channel| channel.id)
}

fn command_data(
    world: &World,
    user: Id,
    channel: Id,
    line: &str,
    files: &[(String, Attachment)],
    completing: bool,
) -> Result<Value, ActionError> {
    let commands = world.commands_for(user, channel);
    if world.commands.is_empty() {
        return Err(ActionError::NotThere(
            "the bot has not registered any command".to_owned(),
        ));
    }
    let typed = Typed::parse(line, &commands)?;
    Scene {
        world,
        user,
        channel,
    }
    .data(&typed, files, completing)
}

fn menu_data(
    scene: &Scene<'_>,
    kind: CommandKind,
    name: &str,
    target: Id,
    named: &Named,
) -> Result<Value, ActionError> {
    let commands = scene.world.commands_for(scene.user, scene.channel);
    let fits = |command: &&Command| command.kind == kind && command.name == name;
    let command = commands.into_iter().find(fits).ok_or_else(|| {
        ActionError::NotThere(format!("there is no “{name}” in the context menu"))
    })?;
    let mut data = json!({
        "id": command.id, "name": command.name, "type": command.kind, "target_id": target,
    });
    if let Some(guild) = command.guild_id {
        data["guild_id"] = json!(guild);
    }
    if let Some(resolved) = scene.world.resolved(scene.user, scene.channel, named) {
        data["resolved"] = resolved;
    }
    Ok(data)
}

fn modal(
    world: &World,
    user: Id,
    opened_by: Id,
    values: &[(String, String)],
) -> Result<NewInteraction, ActionError> {
    let opener = world.interaction(opened_by)?;
    let Some(Response::Modal(modal)) = &opener.response else {
        return Err(ActionError::Refused("no modal is open".to_owned()));
    };
    let fields = flat::fields(modal);
    for (name, _) in values {
        if !fields
            .iter()
            .any(|field| field.label == *name || field.custom_id == *name)
        {
            let labels: Vec<_> = fields.iter().map(|field| field.label.as_str()).collect();
            let labels = labels.join(", ");
            let problem = format!("the modal has no field `{name}`; it has: {labels}");
            return Err(ActionError::Refused(problem));
        }
    }
    let mut rows = Vec::new();
    for (number, field) in (1_u64..).step_by(2).zip(&fields) {
        let given = values
            .iter()
            .find(|(name, _)| field.label == *name || field.custom_id == *name);
        let value = given.map_or(&field.value, |(_, value)| value);
        let length = value.chars().count();
        let least = field.least.max(usize::from(field.required));
        let left_out = length == 0 && !field.required;
        if !left_out && !(least..=field.most).contains(&length) {
            let (label, most) = (&field.label, field.most);
            let problem = format!("`{label}` takes {least} to {most} characters, not {length}");
            return Err(ActionError::Refused(problem));
        }
        let input = json!({
            "type": 4, "id": number + 1, "custom_id": field.custom_id, "value": value,
        });
        rows.push(json!({ "type": 1, "id": number, "components": [input] }));
    }
    Ok(NewInteraction {
        user,
        channel: opener.channel,
        kind: InteractionKind::ModalSubmit,
        message: opener.message,
        opened_by: Some(opened_by),
        data: json!({ "custom_id": modal["custom_id"], "components": rows }),
    })
}

fn used(user: Id, found: component::Found) -> NewInteraction {
    let kind = InteractionKind::Component;
    let message = Some(found.message);
    NewInteraction {
        message,
        ..interaction(user, found.channel, kind, found.data)
    }
}

fn interaction(user: Id, channel: Id, kind: InteractionKind, data: Value) -> NewInteraction {
    NewInteraction {
        user,
        channel,
        kind,
        message: None,
        opened_by: None,
        data,
    }
}
