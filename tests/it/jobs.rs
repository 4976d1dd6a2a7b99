//! Durable jobs: the loop around the table.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk::clock::Clock;
use frontdesk::jobs::{Done, Jobs, Kind, NotDone};
use frontdesk::lifecycle::{GRACE, Lifecycle};
use frontdesk::model::NewJob;
use frontdesk::store::{JobRow, Store};
use serde_json::json;
use tokio::sync::mpsc;

const PATIENCE: Duration = Duration::from_secs(20);

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

async fn database() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/jobs.db", folder.path().display());
    let store = Store::connect(&url).await.unwrap();
    store.migrate().await.unwrap();
    (folder, store)
}

async fn put(store: &Store, key: &str, due_at: DateTime<Utc>) {
    let job = NewJob {
        kind: "sample".to_owned(),
        key: key.to_owned(),
        payload: json!({}),
        due_at,
    };
    store.put_job(&job).await.unwrap();
}

/// A process that tells what it did.
fn process(
    store: &Store,
    clock: &Clock,
    name: &str,
    answer: impl Fn(&str, u32) -> Result<Done, NotDone> + Clone + Send + Sync + 'static,
) -> (Lifecycle, mpsc::UnboundedReceiver<String>) {
    let (tell, told) = mpsc::unbounded_channel();
    let life = Lifecycle::new();
    let mut jobs = Jobs::new(store.clone(), clock.clone(), name.to_owned(), || 1.0);
    jobs.handle(Kind::new("sample"), move |job| {
        tell.send(job.key.clone()).unwrap();
        let outcome = answer(&job.key, job.attempts);
        async move { outcome }
    });
    life.run_part("jobs", jobs.run(life.clone()));
    (life, told)
}

async fn next(told: &mut mpsc::UnboundedReceiver<String>) -> String {
    tokio::time::timeout(PATIENCE, told.recv())
        .await
        .expect("a job is done")
        .unwrap()
}

async fn until_gone(store: &Store, key: &str) {
    tokio::time::timeout(PATIENCE, async {
        while store.job("sample", key).await.unwrap().is_some() {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("the job ends");
}

/// The job, once it waits after so many attempts.
async fn waiting(store: &Store, key: &str, attempts: u32) -> JobRow {
    let waits = async {
        loop {
            let job = store.job("sample", key).await.unwrap().unwrap();
            if job.owner.is_none() && job.attempts == attempts {
                return job;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, waits)
        .await
        .expect("the job waits")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_done_when_its_time_comes() {
    let (_folder, store) = database().await;
    let clock = Clock::manual(start());
    let (life, mut told) = process(&store, &clock, "one", |_, _| Ok(Done::Finished));
    put(&store, "later", start() + TimeDelta::days(30)).await;
    put(&store, "soon", start() + TimeDelta::seconds(30)).await;
    put(&store, "now", start()).await;
    assert_eq!(next(&mut told).await, "now");
    until_gone(&store, "now").await;
    assert!(told.try_recv().is_err());
    clock.advance(TimeDelta::seconds(30));
    assert_eq!(next(&mut told).await, "soon");
    clock.advance(TimeDelta::days(30));
    assert_eq!(next(&mut told).await, "later");
    until_gone(&store, "later").await;
    life.stop();
    assert!(life.ended(GRACE).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_is_tried_again_and_then_given_up() {
    let (_folder, store) = database().await;
    let clock = Clock::manual(start());
    let (_life, mut told) = process(&store, &clock, "one", |key, attempts| match key {
        "panics" if attempts == 1 => panic!("on purpose"),
        "never" => Err(NotDone::Never {
            why: "nobody there".to_owned(),
        }),
        _ if attempts < 3 => Err(NotDone::from("not yet")),
        _ => Ok(Done::Finished),
    });
    put(&store, "never", start()).await;
    assert_eq!(next(&mut told).await, "never");
    put(&store, "fails", start()).await;
    assert_eq!(next(&mut told).await, "fails");
    let failed = waiting(&store, "fails", 1).await;
    assert_eq!(failed.ready_at, start() + TimeDelta::seconds(2));
    assert_eq!(failed.last_error.as_deref(), Some("not yet"));
    clock.advance(TimeDelta::seconds(2));
    assert_eq!(next(&mut told).await, "fails");
    waiting(&store, "fails", 2).await;
    put(&store, "panics", start()).await;
    assert_eq!(next(&mut told).await, "panics");
    waiting(&store, "panics", 1).await;
    clock.advance(TimeDelta::seconds(4));
    let mut both = [next(&mut told).await, next(&mut told).await];
    both.sort();
    assert_eq!(both, ["fails", "panics"]);
    until_gone(&store, "fails").await;
    let dead = store.job("sample", "never").await.unwrap().unwrap();
    assert_eq!(dead.last_error.as_deref(), Some("nobody there"));
    assert!(dead.dead_at.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handler_may_ask_to_come_again() {
    let (_folder, store) = database().await;
    let clock = Clock::manual(start());
    let answers = clock.clone();
    let (_life, mut told) = process(&store, &clock, "one", move |_, attempts| {
        assert_eq!(attempts, 1);
        Ok(Done::Again(answers.now() + TimeDelta::hours(3)))
    });
    put(&store, "hourly", start()).await;
    for _ in 0..3 {
        assert_eq!(next(&mut told).await, "hourly");
        waiting(&store, "hourly", 0).await;
        clock.advance(TimeDelta::hours(3));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_share_the_work_without_doubling_it() {
    let (folder, store) = database().await;
    let url = format!("sqlite://{}/jobs.db", folder.path().display());
    let other = Store::connect(&url).await.unwrap();
    let done = Arc::new(Mutex::new(Vec::new()));
    let mut lives = Vec::new();
    for (store, name) in [(&store, "one"), (&other, "two")] {
        let done = Arc::clone(&done);
        let answer = move |key: &str, _| {
            done.lock().unwrap().push(key.to_owned());
            Ok(Done::Finished)
        };
        lives.push(process(store, &Clock::system(), name, answer));
    }
    let past = start() - TimeDelta::days(365);
    for number in 0..60 {
        put(&store, &number.to_string(), past).await;
    }
    for number in 0..60 {
        until_gone(&store, &number.to_string()).await;
    }
    let mut done = done.lock().unwrap().clone();
    assert_eq!(done.len(), 60);
    done.sort();
    done.dedup();
    assert_eq!(done.len(), 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dead_process_held_is_taken_over() {
    let (_folder, store) = database().await;
    let clock = Clock::manual(start());
    put(&store, "held", start()).await;
    let lease = start() + TimeDelta::seconds(20);
    let held = store.claim_jobs("sample", "dead", start(), lease, 9).await;
    assert_eq!(held.unwrap().len(), 1);
    let (_life, mut told) = process(&store, &clock, "alive", |_, _| Ok(Done::Finished));
    clock.advance(TimeDelta::seconds(19));
    put(&store, "other", start()).await;
    assert_eq!(next(&mut told).await, "other");
    clock.advance(TimeDelta::seconds(1));
    assert_eq!(next(&mut told).await, "held");
    until_gone(&store, "held").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_timers_do_not_hold_one_up() {
    let (folder, store) = database().await;
    let url = format!("sqlite://{}/jobs.db", folder.path().display());
    let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url)
        .await
        .unwrap();
    sqlx::raw_sql(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100000)
         INSERT INTO jobs (kind, key, payload, due_at, ready_at, attempts, revision)
         SELECT 'sample', 'timer-' || n, '{}', '2999-01-01T00:00:00+00:00', '2999-01-01T00:00:00+00:00', 0, 1
         FROM numbers",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    let (_life, mut told) = process(&store, &Clock::system(), "one", |_, _| Ok(Done::Finished));
    put(&store, "now", start() - TimeDelta::days(365)).await;
    let began = Instant::now();
    assert_eq!(next(&mut told).await, "now");
    assert!(began.elapsed() < Duration::from_secs(1));
}
