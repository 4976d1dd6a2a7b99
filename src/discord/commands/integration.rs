//! `/integration`: made, mended, activated and tested with commands.

mod activate;
mod create;
pub(in crate::discord) mod delete;
mod edit;
pub(in crate::discord) mod files;
mod header;

mod placeholder;
pub(in crate::discord) mod publish;
mod secret;
pub(in crate::discord) mod test;
mod view;

use crate::discord::Context;
use crate::model::Outcome;

use activate::{activate, deactivate, secrets};
use create::create;
use delete::delete;
use edit::edit;
use files::{export, import};
use header::header;
use placeholder::placeholder;
use publish::{publish, unpublish};
use secret::secret;
use test::test;
use view::{list, log, view};

/// Discord offers the subcommands only.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    subcommands(
        "create",
        "edit",
        "header",
        "secret",
        "placeholder",
        "view",
        "list",
        "activate",
        "deactivate",
        "secrets",
        "test",
        "log",
        "publish",
        "unpublish",
        "import",
        "export",
        "delete"
    )
)]
pub(super) async fn integration(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}
