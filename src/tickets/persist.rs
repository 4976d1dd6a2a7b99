//! Writes that follow something visible, and must not be lost because the database is away for a moment.

use std::time::Duration;

use crate::store::StoreError;

/// Longer than a restart of a database takes.
const PATIENCE: Duration = Duration::from_mins(1);
/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Tries a write until the database takes it, for about a minute. What it changes must be the same the second time: the
/// answer to the first may have been lost.
pub async fn persist<T, F>(write: impl Fn() -> F) -> Result<T, StoreError>
where
    F: Future<Output = Result<T, StoreError>>,
{
    let until = tokio::time::Instant::now() + PATIENCE;
    let mut pause = Duration::from_millis(50);
    loop {
        match write().await {
            Err(StoreError::NameTaken) => return Err(StoreError::NameTaken),
            Err(error) if tokio::time::Instant::now() < until => {
                tracing::warn!(%error, "the database did not take a write: trying again");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            other => return other,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_database_that_comes_back_gets_the_write() {
        let tries = Cell::new(0);
        let written = persist(|| async {
            tries.set(tries.get() + 1);
            if tries.get() < 6 {
                Err(StoreError::Busy)
            } else {
                Ok("written")
            }
        })
        .await;
        assert_eq!(written.ok(), Some("written"));
    }

    #[tokio::test(start_paused = true)]
    async fn patience_ends_after_a_minute() {
        let started = tokio::time::Instant::now();
        let result = persist(|| async { Err::<(), _>(StoreError::Busy) }).await;
        assert!(matches!(result, Err(StoreError::Busy)));
        assert!((PATIENCE..PATIENCE + LONGEST_PAUSE).contains(&started.elapsed()));
    }

    #[tokio::test]
    async fn a_name_that_is_taken_stays_taken() {
        let tries = Cell::new(0);
        let result = persist(|| async {
            tries.set(tries.get() + 1);
            Err::<(), _>(StoreError::NameTaken)
        })
        .await;
        assert!(matches!(result, Err(StoreError::NameTaken)));
        assert_eq!(tries.get(), 1);
    }
}
