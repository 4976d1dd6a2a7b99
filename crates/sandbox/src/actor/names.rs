//! What a person means by `@mika`, `#support` or an id.

use super::values::Scene;
use crate::id::Id;
use crate::state::{Channel, ChannelKind, World};

/// An id, bare or inside a mention such as `<@!12>` or `<#12>`.
fn id(text: &str) -> Option<Id> {
    let inside = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
        .unwrap_or(text);
    inside.trim_start_matches(['@', '!', '&', '#']).parse().ok()
}

fn matches(wanted: &str, names: &[Option<&str>]) -> bool {
    names
        .iter()
        .flatten()
        .any(|name| name.eq_ignore_ascii_case(wanted))
}

/// A user by name, display name, nickname or id; those of the guild first.
pub(super) fn user(scene: &Scene<'_>, text: &str) -> Option<Id> {
    if let Some(id) = id(text) {
        return scene.world.users.contains_key(&id).then_some(id);
    }
    let wanted = text.trim_start_matches('@');
    let guild = scene
        .world
        .channels
        .get(&scene.channel)
        .and_then(|channel| channel.guild);
    let members = guild.and_then(|guild| Some(&scene.world.guilds.get(&guild)?.members));
    let nicknamed = members.and_then(|members| {
        let nicknamed = |member: &&crate::state::Member| matches(wanted, &[member.nick.as_deref()]);
        members.values().find(nicknamed).map(|member| member.user)
    });
    nicknamed.or_else(|| person(scene.world, wanted))
}

/// A user by name, display name or id.
pub(super) fn person(world: &World, text: &str) -> Option<Id> {
    if let Some(id) = id(text) {
        return world.users.contains_key(&id).then_some(id);
    }
    let wanted = text.trim_start_matches('@');
    let mut users = world.users.values();
    users
        .find(|user| matches(wanted, &[Some(&user.username), user.global_name.as_deref()]))
        .map(|user| user.id)
}

/// A role of the guild by name or id.
pub(super) fn role(scene: &Scene<'_>, text: &str) -> Option<Id> {
    let guild = scene.world.channels.get(&scene.channel)?.guild?;
    let roles = &scene.world.guilds.get(&guild)?.roles;
    if let Some(id) = id(text) {
        return roles.contains_key(&id).then_some(id);
    }
    let wanted = text.trim_start_matches('@');
    let bare = |name: &str| name.trim_start_matches('@').eq_ignore_ascii_case(wanted);
    roles
        .values()
        .find(|role| bare(&role.name))
        .map(|role| role.id)
}

/// A channel that may stand in an option: of the guild, of one of the kinds, visible; the newest of that name.
pub(super) fn option_channel(scene: &Scene<'_>, text: &str, kinds: &[u8]) -> Option<Id> {
    let guild = scene.world.channels.get(&scene.channel)?.guild;
    let fits = |channel: &Channel| {
        channel.guild == guild && (kinds.is_empty() || kinds.contains(&u8::from(channel.kind)))
    };
    newest(scene.world, scene.user, text, fits)
}

/// A channel in which one can be: `#support`, `support`, an id, or `Other Server/general`.
pub(super) fn place(world: &World, user: Id, text: &str) -> Option<Id> {
    if let Some((guild, name)) = text.split_once('/') {
        let guild = world
            .guilds
            .values()
            .find(|known| known.name.eq_ignore_ascii_case(guild))?
            .id;
        return newest(world, user, name, |channel| channel.guild == Some(guild));
    }
    newest(world, user, text, |channel| {
        channel.kind != ChannelKind::Category
    })
}

fn newest(world: &World, user: Id, text: &str, fits: impl Fn(&Channel) -> bool) -> Option<Id> {
    let seen = |channel: &Channel| fits(channel) && world.can_see(user, channel.id);
    if let Some(id) = id(text)
        && let Some(channel) = world.channels.get(&id)
    {
        return seen(channel).then_some(id);
    }
    let wanted = text.trim_start_matches('#');
    let mut channels = world.channels.values().rev();
    channels
        .find(|channel| channel.name.eq_ignore_ascii_case(wanted) && seen(channel))
        .map(|channel| channel.id)
}
