//! The conformance suite: every function of the store, on both engines, with the same tests.

mod activations;
mod blocked_guilds;
mod cached_answers;
mod complete;
mod concurrency;
mod connect;
mod deliveries;
mod durability;
mod engines;
mod events;
mod fetches;
mod instance_settings;
mod instances;
mod integration_health;
mod integrations;
mod jobs;
mod panels;
mod publications;
mod rotation;
mod samples;
mod schema;
mod settings;
mod targets;
mod ticket_values;
mod tickets;
mod unfilled;
mod working;

/// Runs each test with a new, migrated database on SQLite, and once more on Postgres where there is one.
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                let database = super::super::engines::Scratch::sqlite();
                super::$test(database.migrated().await).await;
                database.remove().await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                let Some(database) = super::super::engines::Scratch::postgres().await else {
                    return;
                };
                super::$test(database.migrated().await).await;
                database.remove().await;
            })+
        }
    };
}
use on_both_engines;
