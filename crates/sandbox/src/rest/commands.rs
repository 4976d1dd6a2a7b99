//! Application commands.

use std::collections::BTreeMap;

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    routing::get,
};
use serde::Deserialize;
use serde_json::Value;

use super::{Answer, Payload, Server};
use crate::{
    error::{ApiError, Form},
    id::Id,
    permissions::Permissions,
    state::{Command, CommandKind, World},
    validate,
};

pub(super) fn routes() -> Router<Server> {
    let global = "/applications/{application}/commands";
    let guild = "/applications/{application}/guilds/{guild}/commands";
    Router::new()
        .route(global, get(list).post(create).put(overwrite))
        .route(
            &format!("{global}/{{command}}"),
            get(one).patch(edit).delete(delete),
        )
        .route(guild, get(list).post(create).put(overwrite))
        .route(
            &format!("{guild}/permissions"),
            get(all_permissions).put(batch),
        )
        .route(
            &format!("{guild}/{{command}}"),
            get(one).patch(edit).delete(delete),
        )
        .route(
            &format!("{guild}/{{command}}/permissions"),
            get(permissions).put(batch),
        )
}

#[derive(Debug, Deserialize)]
struct Place {
    application: Id,
    guild: Option<Id>,
    command: Option<Id>,
}

impl Place {
    fn enter(&self, world: &World) -> Result<(), ApiError> {
        if self.application != world.application.id {
            return Err(ApiError::missing_access());
        }
        match self.guild {
            Some(guild) => world.demand_in_guild(world.bot(), guild, Permissions::NONE),
            None => Ok(()),
        }
    }

    fn command<'a>(&self, world: &'a World) -> Result<&'a Command, ApiError> {
        let command = self
            .command
            .and_then(|command| world.commands.get(&command));
        command
            .filter(|c| c.guild_id == self.guild)
            .ok_or_else(ApiError::unknown_command)
    }
}

#[derive(Debug, Deserialize)]
struct Wanted {
    with_localizations: Option<bool>,
}

async fn list(
    State(server): State<Server>,
    Path(place): Path<Place>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    server.state.read(|world| {
        place.enter(world)?;
        let commands = world
            .commands
            .values()
            .filter(|c| c.guild_id == place.guild);
        let mut payload: Value = commands.map(Command::payload).collect();
        if wanted.with_localizations != Some(true) {
            drop_translations(&mut payload);
        }
        Ok(Json(payload))
    })
}

fn drop_translations(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(drop_translations),
        Value::Object(map) => {
            map.remove("name_localizations");
            map.remove("description_localizations");
            map.values_mut().for_each(drop_translations);
        }
        _ => {}
    }
}

async fn one(State(server): State<Server>, Path(place): Path<Place>) -> Answer {
    server.state.read(|world| {
        place.enter(world)?;
        Ok(Json(place.command(world)?.payload()))
    })
}

/// Reads a command, what is wrong with its shape at its place.
fn read(value: &Value, place: &str) -> Result<Command, ApiError> {
    serde_json::from_value(value.clone())
        .map_err(|error| ApiError::invalid_field(place, "BASE_TYPE_BAD_TYPE", error.to_string()))
}

async fn create(
    State(server): State<Server>,
    Path(place): Path<Place>,
    payload: Payload,
) -> Answer<(StatusCode, Json<Value>)> {
    let command = read(&payload.json, "")?;
    let mut form = Form::default();
    validate::command(&mut form, "", &command);
    form.finish()?;
    server.state.write(|world| {
        place.enter(world)?;
        let alike = |other: &&Command| other.guild_id == place.guild && other.kind == command.kind;
        let others = world.commands.values().filter(alike);
        if others.filter(|other| other.name != command.name).count() >= most(command.kind) {
            return Err(ApiError::too_many_commands());
        }
        let (id, new) = world.put_command(place.guild, command);
        let status = if new {
            StatusCode::CREATED
        } else {
            StatusCode::OK
        };
        let command = world
            .commands
            .get(&id)
            .ok_or_else(ApiError::unknown_command)?;
        Ok((status, Json(command.payload())))
    })
}

fn most(kind: CommandKind) -> usize {
    if kind == CommandKind::Slash { 100 } else { 15 }
}

async fn overwrite(
    State(server): State<Server>,
    Path(place): Path<Place>,
    payload: Payload,
) -> Answer {
    let list = payload.json.as_array().cloned().unwrap_or_default();
    let mut form = Form::default();
    let mut commands = Vec::new();
    let mut names = BTreeMap::new();
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for (index, value) in list.iter().enumerate() {
        let at = index.to_string();
        let command = read(value, &at)?;
        validate::command(&mut form, &at, &command);
        let kind = u8::from(command.kind);
        if names.insert((kind, command.name.clone()), index).is_some() {
            let message = "Application command names must be unique";
            form.refuse(&at, "APPLICATION_COMMANDS_DUPLICATE_NAME", message);
        }
        let count = counts.entry(kind).or_default();
        *count += 1;
        if *count > most(command.kind) {
            return Err(ApiError::too_many_commands());
        }
        commands.push(command);
    }
    form.finish()?;
    server.state.write(|world| {
        place.enter(world)?;
        world.commands.retain(|_, old| {
            old.guild_id != place.guild || names.contains_key(&(old.kind.into(), old.name.clone()))
        });
        let ids: Vec<Id> = commands
            .into_iter()
            .map(|c| world.put_command(place.guild, c).0)
            .collect();
        let commands = ids.iter().filter_map(|id| world.commands.get(id));
        Ok(Json(commands.map(Command::payload).collect()))
    })
}

async fn edit(State(server): State<Server>, Path(place): Path<Place>, payload: Payload) -> Answer {
    server.state.write(|world| {
        place.enter(world)?;
        let current = place.command(world)?;
        let mut merged = serde_json::to_value(current).unwrap_or_default();
        for (key, value) in payload.json.as_object().into_iter().flatten() {
            merged[key] = value.clone();
        }
        let mut command = read(&merged, "")?;
        let mut form = Form::default();
        validate::command(&mut form, "", &command);
        form.finish()?;
        let id = current.id;
        command.id = id;
        command.version = world.next_id();
        let payload = command.payload();
        world.commands.insert(id, command);
        Ok(Json(payload))
    })
}

async fn delete(State(server): State<Server>, Path(place): Path<Place>) -> Answer<StatusCode> {
    server.state.write(|world| {
        place.enter(world)?;
        let id = place.command(world)?.id;
        world.commands.remove(&id);
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn permissions(State(server): State<Server>, Path(place): Path<Place>) -> Answer {
    server.state.read(|world| {
        place.enter(world)?;
        let ids = place.guild.zip(place.command);
        let rules = ids.and_then(|(guild, id)| world.command_permission_payload(guild, id));
        Ok(Json(
            rules.ok_or_else(ApiError::unknown_command_permissions)?,
        ))
    })
}

async fn all_permissions(State(server): State<Server>, Path(place): Path<Place>) -> Answer {
    server.state.read(|world| {
        place.enter(world)?;
        let of_guild = |(guild, _): &&(Id, Id)| Some(*guild) == place.guild;
        let rules = world.command_permissions.keys().filter(of_guild);
        let rules = rules.filter_map(|(guild, id)| world.command_permission_payload(*guild, *id));
        Ok(Json(rules.collect()))
    })
}

/// Only a person's Bearer token may set them.
async fn batch() -> ApiError {
    ApiError::not_for_bots()
}
