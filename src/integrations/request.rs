//! From manifest and ticket to the final request: one pass, values encoded for their place.

use std::collections::BTreeMap;

use super::Manifest;
use crate::egress::FetchRequest;
use crate::model::{ChannelId, GuildId, Text, UserId};
use crate::vault::Secret;

/// What a request may be about.
#[derive(Clone, Debug)]
pub struct RequestContext {
    /// `%guild_id%`
    pub guild: GuildId,
    /// `%user_id%`
    pub user: UserId,
    /// `%ticket_id%`: the ticket's number; `None` in a test without a ticket (then `0`).
    pub ticket_number: Option<i64>,
    /// In the POST body.
    pub channel: Option<ChannelId>,
    /// In the POST body.
    pub is_new_ticket: bool,
    /// In the POST body of private integrations.
    pub form: Vec<(String, String)>,
}

/// Builds the request, or says what is wrong with a value.
pub fn build(
    _manifest: &Manifest,
    _secrets: &BTreeMap<String, Secret>,
    _context: &RequestContext,
) -> Result<FetchRequest, Text> {
    todo!()
}
