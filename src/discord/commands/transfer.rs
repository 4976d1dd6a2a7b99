//! `/transfer user`

use serenity::all::UserId as LibraryUserId;

use crate::discord::{Context, Request, working};
use crate::model::{Outcome, UserId};

/// Hands the ticket of this channel to somebody else of the staff.
#[poise::command(slash_command, guild_only, category = "staff")]
pub(super) async fn transfer(context: Context<'_>, user: LibraryUserId) -> Outcome<()> {
    let request = Request::of(context).await;
    working::transfer(&request, UserId::new(user.get())).await
}
