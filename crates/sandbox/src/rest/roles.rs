//! Roles.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::get,
};
use serde::Deserialize;

use super::{Answer, Payload, Server};
use crate::{
    error::{ApiError, Form},
    id::Id,
    permissions::Permissions,
    state::{NewRole, Role, World},
};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route(
            "/guilds/{guild}/roles",
            get(list).post(create).patch(arrange),
        )
        .route(
            "/guilds/{guild}/roles/{role}",
            get(one).patch(edit).delete(delete),
        )
}

/// The bot manages roles below its own highest one, and gives only what it has.
pub(super) fn demand_below(world: &World, guild: Id, role: Id) -> Result<(), ApiError> {
    let bot = world.bot();
    world.demand_in_guild(bot, guild, Permissions::MANAGE_ROLES)?;
    let role = world
        .guild(guild)?
        .roles
        .get(&role)
        .ok_or_else(ApiError::unknown_role)?;
    if role.position < world.rank(guild, bot) {
        Ok(())
    } else {
        Err(ApiError::missing_permissions())
    }
}

fn check(world: &World, guild: Id, new: &NewRole) -> Result<(), ApiError> {
    let bot = world.bot();
    world.demand_in_guild(bot, guild, Permissions::MANAGE_ROLES)?;
    let mut form = Form::default();
    form.length("name", new.name.as_deref().unwrap_or_default(), 0, 100);
    form.finish()?;
    let given = new.permissions.unwrap_or(Permissions::NONE);
    if world.guild_permissions(guild, bot).contains(given) {
        Ok(())
    } else {
        Err(ApiError::missing_permissions())
    }
}

async fn list(State(server): State<Server>, Path(guild): Path<Id>) -> Answer {
    server.state.read(|world| {
        world.demand_in_guild(world.bot(), guild, Permissions::NONE)?;
        Ok(Json(
            world
                .guild(guild)?
                .roles
                .values()
                .map(Role::payload)
                .collect(),
        ))
    })
}

fn shown(world: &World, guild: Id, role: Id) -> Answer {
    let role = world
        .guild(guild)?
        .roles
        .get(&role)
        .ok_or_else(ApiError::unknown_role)?;
    Ok(Json(role.payload()))
}

async fn one(State(server): State<Server>, Path((guild, role)): Path<(Id, Id)>) -> Answer {
    server.state.read(|world| shown(world, guild, role))
}

async fn create(State(server): State<Server>, Path(guild): Path<Id>, payload: Payload) -> Answer {
    let new: NewRole = payload.form()?;
    server.state.write(|world| {
        check(world, guild, &new)?;
        let role = world.create_role(guild, new)?;
        shown(world, guild, role)
    })
}

async fn edit(
    State(server): State<Server>,
    Path((guild, role)): Path<(Id, Id)>,
    payload: Payload,
) -> Answer {
    let new: NewRole = payload.form()?;
    server.state.write(|world| {
        demand_below(world, guild, role)?;
        check(world, guild, &new)?;
        world.change_role(guild, role, new)?;
        shown(world, guild, role)
    })
}

async fn delete(
    State(server): State<Server>,
    Path((guild, role)): Path<(Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        demand_below(world, guild, role)?;
        world.delete_role(guild, role)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

#[derive(Debug, Deserialize)]
struct Place {
    id: Id,
    position: Option<u32>,
}

async fn arrange(State(server): State<Server>, Path(guild): Path<Id>, payload: Payload) -> Answer {
    let places: Vec<Place> = payload.form()?;
    server.state.write(|world| {
        for place in &places {
            demand_below(world, guild, place.id)?;
        }
        for place in places {
            let role = world.guild_mut(guild)?.roles.get_mut(&place.id);
            if let (Some(role), Some(position)) = (role, place.position) {
                role.position = position;
            }
            world.change_role(guild, place.id, NewRole::default())?;
        }
        Ok(Json(
            world
                .guild(guild)?
                .roles
                .values()
                .map(Role::payload)
                .collect(),
        ))
    })
}
