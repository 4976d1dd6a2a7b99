//! `/operator`: for those who run the bot, in any server and in direct messages.

mod guild;
mod integrations;
mod stats;

use crate::discord::Context;
use crate::model::Outcome;

use guild::guild;
pub(in crate::discord) use guild::name as guild_name;
use integrations::integrations;
use stats::stats;

/// Discord offers the subcommands only, and hides them from members.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(
    slash_command,
    subcommand_required,
    category = "operator",
    subcommands("integrations", "guild", "stats")
)]
pub(super) async fn operator(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}
