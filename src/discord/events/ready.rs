//! After the gateway has greeted: the commands.

use std::sync::Arc;

use crate::discord::{Bot, registration};
use crate::model::Failure;

/// Registers the commands if they are not what Discord has.
pub(super) async fn register(
    bot: Arc<Bot>,
    options: Arc<poise::FrameworkOptions<Arc<Bot>, Failure>>,
    application: u64,
) {
    match registration::register(&bot, &options.commands, application).await {
        Ok(true) => tracing::info!("registered the commands anew"),
        Ok(false) => tracing::debug!("the commands are registered already"),
        Err(error) => tracing::error!(%error, "the commands could not be registered"),
    }
}
