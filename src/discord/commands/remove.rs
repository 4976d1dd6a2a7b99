//! `/remove [user] [role]`: one of the two

use serenity::all::{RoleId as LibraryRoleId, UserId as LibraryUserId};

use crate::discord::{Context, Request, working};
use crate::model::{Outcome, RoleId, UserId};

/// Removes somebody who was added to the ticket of this channel.
#[poise::command(slash_command, guild_only, category = "staff")]
pub(super) async fn remove(
    context: Context<'_>,
    user: Option<LibraryUserId>,
    role: Option<LibraryRoleId>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let subject = working::subject(
        user.map(|user| UserId::new(user.get())),
        role.map(|role| RoleId::new(role.get())),
    )?;
    working::remove(&request, subject).await
}
