//! Where events go.

/// The kinds of target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// A Slack incoming webhook.
    Slack,
    /// A Discord webhook.
    Discord,
    /// Any other URL, with signatures.
    Webhook,
}

impl TargetKind {
    /// Its name, as it is stored and as it begins the names of targets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slack => "slack",
            Self::Discord => "discord",
            Self::Webhook => "webhook",
        }
    }

    /// By its name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Slack, Self::Discord, Self::Webhook]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}
