//! Which server uses which integration, with which secrets.

use std::collections::BTreeMap;

use super::{Integration, Integrations};
use crate::model::{GuildId, IntegrationId, Outcome, UserId};
use crate::store::Activation;
use crate::vault::Secret;

/// An integration that is active in a server, with that server's secrets opened.
#[derive(Clone, Debug)]
pub struct Active {
    /// The integration.
    pub integration: Integration,
    /// The decision.
    pub activation: Activation,
    /// Whether something the admin consented to has changed since: it is not asked, its placeholders show fallbacks.
    pub paused: bool,
    /// This server's values, by name; empty while paused.
    pub secrets: BTreeMap<String, Secret>,
}

/// What an admin sees before **Confirm**.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The integration.
    pub integration: IntegrationId,
    /// The version that the card describes: confirming another one is refused.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// GET or POST.
    pub method: String,
    /// Who is asked.
    pub host: String,
    /// What is sent, as placeholder names (`user_id`, `api_key`, `form_data`, …).
    pub sent: Vec<String>,
    /// The policy, if any.
    pub privacy_policy_url: Option<String>,
    /// The placeholders gained; true for those whose bare name something else provides.
    pub placeholders: Vec<(String, bool)>,
}

impl Integrations {
    /// Finds what this user may activate here, by name: today their own.
    pub async fn find_available(
        &self,
        _guild: GuildId,
        _user: UserId,
        _name: &str,
    ) -> Outcome<Integration> {
        todo!()
    }

    /// The card for an activation: checks that it may be activated here (limit of 10, slug free).
    pub async fn card(&self, _guild: GuildId, _user: UserId, _id: IntegrationId) -> Outcome<Card> {
        todo!()
    }

    /// Activates, or consents again: checks the secrets, asks the validation URL, stores.
    pub async fn activate(
        &self,
        _guild: GuildId,
        _user: UserId,
        _id: IntegrationId,
        _version: i64,
        _secrets: BTreeMap<String, Secret>,
    ) -> Outcome<Integration> {
        todo!()
    }

    /// Deactivates and deletes the secrets.
    pub async fn deactivate(&self, _guild: GuildId, _id: IntegrationId) -> Outcome<()> {
        todo!()
    }

    /// The server's active integrations, in the order of activation. One whose row cannot be opened is logged and
    /// left out.
    pub async fn active(&self, _guild: GuildId) -> Outcome<Vec<Active>> {
        todo!()
    }
}
