//! Asking the needed integrations, all at the same time, isolated from each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Active, Integrations, request::RequestContext};
use crate::model::ChannelId;
use crate::render::Value;

/// What a run is about; the channel comes later.
#[derive(Clone, Debug)]
pub struct RunContext {
    /// Everything but the channel.
    pub request: RequestContext,
    /// The names that occur in the message to be rendered.
    pub names: BTreeSet<String>,
}

/// Fetches under way. Dropping it abandons them.
pub struct Run {}

impl Integrations {
    /// Starts the fetches: GETs at once, POSTs when the channel is told. Only integrations of which a placeholder is
    /// in `names` are asked. Each has 4 s in all.
    pub fn start(&self, _active: Vec<Active>, _context: RunContext) -> Run {
        todo!()
    }
}

impl Run {
    /// Tells the channel: POSTs start.
    pub fn channel_created(&self, _channel: ChannelId) {
        todo!()
    }

    /// Whether every fetch has arrived or failed.
    pub fn is_finished(&self) -> bool {
        todo!()
    }

    /// Waits until every fetch has arrived or failed.
    pub async fn finished(&mut self) {
        todo!()
    }

    /// The values of all names of this run as they stand: `Pending` where a fetch is outstanding.
    pub fn values(&self) -> BTreeMap<String, Value> {
        todo!()
    }
}
