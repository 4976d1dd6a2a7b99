//! What every command of admins begins with.

use super::Request;
use crate::model::{GuildId, Outcome};

impl Request {
    /// The server, if the caller may manage it. Discord hides admins' commands from others, but whoever administers a
    /// server can show them to anybody: it is checked here as well, at each press.
    pub fn managed_guild(&self) -> Outcome<GuildId> {
        let guild = self.guild()?;
        self.caller.must_manage()?;
        Ok(guild)
    }
}
