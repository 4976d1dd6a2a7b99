//! Finding the button or select that a person means, among what that person sees.

use serde_json::{Map, Value, json};

use super::names;
use super::values::Scene;
use crate::id::Id;
use crate::state::{Message, Named, World, flags};

const BUTTON: u64 = 2;
const STRING_SELECT: u64 = 3;
const USER_SELECT: u64 = 5;
const ROLE_SELECT: u64 = 6;
const MENTIONABLE_SELECT: u64 = 7;
const CHANNEL_SELECT: u64 = 8;
const LINK: u64 = 5;

/// Where to look: everywhere, in one channel, or on one message.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sight {
    Everywhere,
    Channel(Id),
    Message(Id, Id),
}

/// A component found, and what using it sends.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) channel: Id,
    pub(super) message: Id,
    pub(super) data: Value,
}

/// The newest button with this label (or emoji) that the user could press.
pub(super) fn button(world: &World, user: Id, sight: Sight, label: &str) -> Option<Found> {
    messages(world, user, sight)
        .into_iter()
        .find_map(|message| {
            let button = all(&message.components).into_iter().find(|component| {
                component["type"] == BUTTON
                    && component["style"] != LINK
                    && component["disabled"] != true
                    && self::label(component) == Some(label)
            })?;
            Some(found(message, button, Map::new()))
        })
}

/// The newest select in which all of these can be chosen; with `called`, one with that placeholder or custom id.
pub(super) fn select(
    world: &World,
    user: Id,
    sight: Sight,
    called: Option<&str>,
    choices: &[String],
) -> Option<Found> {
    messages(world, user, sight)
        .into_iter()
        .find_map(|message| {
            all(&message.components).into_iter().find_map(|component| {
                let name_fits = called.is_none_or(|called| {
                    component["placeholder"] == called || component["custom_id"] == called
                });
                if !name_fits || component["disabled"] == true {
                    return None;
                }
                let scene = Scene {
                    world,
                    user,
                    channel: message.channel,
                };
                let chosen = choose(&scene, component, choices)?;
                Some(found(message, component, chosen))
            })
        })
}

/// What choosing these in a select adds to the data; none when it cannot be done.
fn choose(scene: &Scene<'_>, select: &Value, choices: &[String]) -> Option<Map<String, Value>> {
    let least = select["min_values"].as_u64().unwrap_or(1);
    let most = select["max_values"].as_u64().unwrap_or(1);
    let count = u64::try_from(choices.len()).ok()?;
    if !(least..=most).contains(&count) {
        return None;
    }
    let mut named = Named::default();
    let mut values = Vec::new();
    for choice in choices {
        values.push(match select["type"].as_u64()? {
            STRING_SELECT => {
                let mut options = select["options"].as_array()?.iter();
                let chosen = options
                    .find(|option| option["label"] == *choice || option["value"] == *choice)?;
                chosen["value"].clone()
            }
            USER_SELECT => noted(&mut named.users, names::user(scene, choice)?),
            ROLE_SELECT => noted(&mut named.roles, names::role(scene, choice)?),
            MENTIONABLE_SELECT => match names::user(scene, choice) {
                Some(user) => noted(&mut named.users, user),
                None => noted(&mut named.roles, names::role(scene, choice)?),
            },
            CHANNEL_SELECT => {
                let kinds = select["channel_types"].as_array();
                let kinds: Vec<u8> = kinds
                    .into_iter()
                    .flatten()
                    .filter_map(|kind| u8::try_from(kind.as_u64()?).ok())
                    .collect();
                noted(
                    &mut named.channels,
                    names::option_channel(scene, choice, &kinds)?,
                )
            }
            _ => return None,
        });
    }
    let mut chosen = Map::new();
    chosen.insert("values".to_owned(), Value::Array(values));
    if let Some(resolved) = scene.world.resolved(scene.user, scene.channel, &named) {
        chosen.insert("resolved".to_owned(), resolved);
    }
    Some(chosen)
}

fn noted(list: &mut Vec<Id>, id: Id) -> Value {
    list.push(id);
    json!(id)
}

fn found(message: &Message, component: &Value, mut data: Map<String, Value>) -> Found {
    data.insert("component_type".to_owned(), component["type"].clone());
    data.insert("custom_id".to_owned(), component["custom_id"].clone());
    data.insert(
        "id".to_owned(),
        component["id"].as_u64().unwrap_or(1).into(),
    );
    Found {
        channel: message.channel,
        message: message.id,
        data: Value::Object(data),
    }
}

/// A component of a message by its custom id, with values chosen, as the page uses it.
pub(crate) fn by_custom_id(
    scene: &Scene<'_>,
    message: &Message,
    custom_id: &str,
    choices: Option<&[String]>,
) -> Option<Value> {
    let components = all(&message.components);
    let component = components
        .into_iter()
        .find(|component| component["custom_id"] == custom_id)?;
    let chosen = match choices {
        Some(choices) => choose(scene, component, choices)?,
        None => Map::new(),
    };
    Some(found(message, component, chosen).data)
}

/// What the user sees there that is finished, newest first.
fn messages(world: &World, user: Id, sight: Sight) -> Vec<&Message> {
    let mut messages: Vec<&Message> = match sight {
        Sight::Everywhere => world
            .channels
            .keys()
            .flat_map(|channel| world.messages_seen_by(user, *channel))
            .collect(),
        Sight::Channel(channel) => world.messages_seen_by(user, channel),
        Sight::Message(channel, message) => world
            .messages_seen_by(user, channel)
            .into_iter()
            .filter(|seen| seen.id == message)
            .collect(),
    };
    messages.retain(|message| message.flags & flags::LOADING == 0);
    messages.sort_by_key(|message| std::cmp::Reverse(message.id));
    messages
}

/// All components, those inside rows, sections and containers included.
pub(super) fn all(components: &[Value]) -> Vec<&Value> {
    let mut found = Vec::new();
    for component in components {
        found.push(component);
        if let Some(inside) = component["components"].as_array() {
            found.extend(all(inside));
        }
        if component["accessory"].is_object() {
            found.extend(all(std::slice::from_ref(&component["accessory"])));
        }
        if component["component"].is_object() {
            found.extend(all(std::slice::from_ref(&component["component"])));
        }
    }
    found
}

/// What stands on a button: its label, else its emoji.
pub(super) fn label(button: &Value) -> Option<&str> {
    button["label"]
        .as_str()
        .or_else(|| button["emoji"]["name"].as_str())
}
