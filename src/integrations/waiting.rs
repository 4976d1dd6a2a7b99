//! Word for the operators that an integration waits for them.
//!
//! It is stored, as a job, with the change that makes it wait. That job becomes one for each operator, so that one who
//! cannot be reached does not make the others hear of it twice.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Integration, Integrations};
use crate::model::{Failure, IntegrationId, NewJob, Outcome, UserId};
use crate::store::Wait;

/// The kind of the jobs.
pub const WAITING: &str = "integration.waiting";

#[derive(Serialize, Deserialize)]
struct Word {
    operator: Option<UserId>,
    integration: IntegrationId,
}

/// What an operator is to be told.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Whom; nobody yet, if it is to be said to each of them.
    pub operator: Option<UserId>,
    /// What waits, as it is now.
    pub integration: Integration,
}

impl Integrations {
    /// An integration waits from now on, and the operators are told.
    pub(super) fn wait(&self, integration: IntegrationId) -> Wait {
        Wait {
            since: self.clock.now(),
            job: Some(self.word(None, integration)),
        }
    }

    /// What one job is about, if it still waits.
    pub async fn waiting(&self, job: &Value) -> Outcome<Option<Waiting>> {
        let word: Word = serde_json::from_value(job.clone()).map_err(Failure::fault)?;
        let Some(row) = self.store.integration(word.integration).await? else {
            return Ok(None);
        };
        let publication = &row.publication;
        if publication.queued_at.is_none() && publication.orphaned_at.is_none() {
            return Ok(None);
        }
        Ok(Some(Waiting {
            operator: word.operator,
            integration: self.opened(&row)?,
        }))
    }

    /// Lets each of these operators be told.
    pub async fn tell_each(&self, operators: &[UserId], integration: IntegrationId) -> Outcome<()> {
        for operator in operators {
            let job = self.word(Some(*operator), integration);
            self.store.put_job(&job).await?;
        }
        Ok(())
    }

    fn word(&self, operator: Option<UserId>, integration: IntegrationId) -> NewJob {
        let word = Word {
            operator,
            integration,
        };
        NewJob {
            kind: WAITING.to_owned(),
            key: match operator {
                Some(operator) => format!("{operator}:{integration}"),
                None => integration.to_string(),
            },
            payload: serde_json::to_value(word).unwrap_or_default(),
            due_at: self.clock.now(),
        }
    }
}
