//! `/panel`: the messages with the button.

mod create;
mod delete;
mod edit;
mod list;
mod preview;
mod send;
mod switch;
mod welcome;

use crate::discord::Context;
use crate::model::Outcome;

use create::create;
use delete::delete;
use edit::edit;
use list::list;
use preview::preview;
use send::send;
use switch::{disable, enable};
use welcome::welcome;

/// Discord offers the subcommands only.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    subcommands(
        "create", "edit", "welcome", "preview", "list", "send", "enable", "disable", "delete"
    )
)]
pub(super) async fn panel(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}
