//! `/about`: version, licence, source.

use crate::discord::{Context, Request, views};
use crate::model::Outcome;

/// Says what this program is.
#[poise::command(slash_command)]
pub(super) async fn about(context: Context<'_>) -> Outcome<()> {
    let request = Request::of(context).await;
    let source = Some(env!("CARGO_PKG_REPOSITORY")).filter(|url| !url.is_empty());
    let message = views::help::about(
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_LICENSE"),
        source,
        request.language(),
    );
    request.show(&message).await;
    Ok(())
}
