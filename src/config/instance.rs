//! `FRONTDESK_CONFIG_…`: settings of the instance that the environment decides.

use super::{Environment, Problems};
use crate::instance::{Overrides, known};
use crate::vault::Secret;

const PREFIX: &str = "FRONTDESK_CONFIG_";

/// The overrides alone, for the verbs that do not talk to Discord.
pub fn read_alone(environment: &Environment) -> Result<Overrides, Problems> {
    let mut problems = Problems::default();
    let overrides = read(environment, &mut problems);
    problems.or(overrides)
}

pub(super) fn read(environment: &Environment, problems: &mut Problems) -> Overrides {
    for known in known::ALL {
        if let Some(value) = environment.get(known.variable)
            && let Err(expected) = known.kind.check(value)
        {
            // The value is not quoted: it may be a secret.
            problems.add(known.variable, format!("must be {expected}"));
        }
    }
    let variables = environment.beginning_with(PREFIX);
    Overrides::new(
        variables
            .map(|(name, value)| (name.to_owned(), Secret::new(value)))
            .collect(),
    )
}
