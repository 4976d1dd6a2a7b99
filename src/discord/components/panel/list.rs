//! The pages of `/panel list`.

use crate::discord::{Request, views};
use crate::model::{GuildId, Outcome};
use crate::panels;

/// Shows one page.
pub(in crate::discord) async fn show(
    request: &Request,
    guild: GuildId,
    page: usize,
) -> Outcome<()> {
    let panels = panels::all(&request.bot.store, guild).await?;
    let message = views::panels::list(&panels, page, request.language());
    request.show(&message).await;
    Ok(())
}
