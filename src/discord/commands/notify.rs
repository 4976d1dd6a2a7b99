//! `/notify`: where events go.

mod add;
mod manage;

use crate::discord::Context;
use crate::model::Outcome;

use add::{discord, slack, webhook};
use manage::{list, log, remove, test};

/// Discord offers the subcommands only.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    subcommands("slack", "discord", "webhook", "list", "test", "log", "remove")
)]
pub(super) async fn notify(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}
