use chrono::{DateTime, Utc};
use frontdesk::model::NewJob;
use frontdesk::store::{JobRow, Store};
use futures_util::future::join_all;
use serde_json::json;

use super::engines::Scene;
use super::on_both_engines;
use super::samples::later;

on_both_engines!(
    a_job_comes_back_as_it_was_put,
    what_is_due_first_is_taken_first_and_by_one_only,
    a_lease_runs_out_unless_it_is_renewed,
    an_owner_that_lost_its_lease_ends_nothing,
    what_was_put_again_meanwhile_is_not_lost,
    a_nudge_waits_with_the_job_that_waits,
    repeated_retried_buried_and_pruned,
    many_takers_get_each_job_once,
);

fn job(key: &str, due_at: DateTime<Utc>) -> NewJob {
    NewJob {
        kind: "sample".to_owned(),
        key: key.to_owned(),
        payload: json!({ "key": key, "big": 18_446_744_073_709_551_615_u64 }),
        due_at,
    }
}

async fn claim(store: &Store, owner: &str, now: i64, limit: u32) -> Vec<JobRow> {
    let claimed = store.claim_jobs("sample", owner, later(now), later(now + 20), limit);
    claimed.await.unwrap()
}

async fn get(store: &Store, key: &str) -> JobRow {
    store.job("sample", key).await.unwrap().unwrap()
}

async fn a_job_comes_back_as_it_was_put(Scene { store, .. }: Scene) {
    let mut put = store.jobs_put();
    put.mark_unchanged();
    store.put_job(&job("a", later(5))).await.unwrap();
    assert!(put.has_changed().unwrap());
    let stored = get(&store, "a").await;
    let expected = JobRow {
        id: stored.id,
        kind: "sample".to_owned(),
        key: "a".to_owned(),
        payload: job("a", later(5)).payload,
        due_at: later(5),
        ready_at: later(5),
        attempts: 0,
        revision: 1,
        owner: None,
        last_error: None,
        dead_at: None,
    };
    assert_eq!(stored, expected);
    assert_eq!(store.next_job_at("sample").await.unwrap(), Some(later(5)));
    assert_eq!(store.next_job_at("other").await.unwrap(), None);
    assert_eq!(store.job("other", "a").await.unwrap(), None);
    assert!(store.cancel_job("sample", "a").await.unwrap());
    assert!(!store.cancel_job("sample", "a").await.unwrap());
}

async fn what_is_due_first_is_taken_first_and_by_one_only(Scene { store, .. }: Scene) {
    for (key, due) in [("c", 3), ("a", 1), ("b", 2)] {
        store.put_job(&job(key, later(due))).await.unwrap();
    }
    assert!(claim(&store, "one", 0, 9).await.is_empty());
    let keys = |jobs: Vec<JobRow>| jobs.into_iter().map(|job| job.key).collect::<Vec<_>>();
    assert_eq!(keys(claim(&store, "one", 3, 2).await), ["a", "b"]);
    assert_eq!(keys(claim(&store, "two", 3, 2).await), ["c"]);
    assert!(claim(&store, "one", 3, 9).await.is_empty());
    let taken = get(&store, "a").await;
    assert_eq!((taken.owner.as_deref(), taken.attempts), (Some("one"), 1));
    assert_eq!(store.next_job_at("sample").await.unwrap(), Some(later(23)));
}

async fn a_lease_runs_out_unless_it_is_renewed(Scene { store, .. }: Scene) {
    store.put_job(&job("a", later(0))).await.unwrap();
    let [first] = claim(&store, "one", 0, 9).await.try_into().unwrap();
    assert!(store.renew_job(&first, later(40)).await.unwrap());
    assert!(claim(&store, "two", 30, 9).await.is_empty());
    let [second] = claim(&store, "two", 40, 9).await.try_into().unwrap();
    assert_eq!((second.id, second.attempts), (first.id, 2));
    assert!(!store.renew_job(&first, later(99)).await.unwrap());
}

async fn an_owner_that_lost_its_lease_ends_nothing(Scene { store, .. }: Scene) {
    store.put_job(&job("a", later(0))).await.unwrap();
    let [lost] = claim(&store, "one", 0, 9).await.try_into().unwrap();
    let [kept] = claim(&store, "two", 20, 9).await.try_into().unwrap();
    store.finish_job(&lost).await.unwrap();
    store.retry_job(&lost, later(0), "late").await.unwrap();
    store.repeat_job(&lost, later(0)).await.unwrap();
    store.bury_job(&lost, later(0), "late").await.unwrap();
    assert_eq!(get(&store, "a").await, kept);
    store.finish_job(&kept).await.unwrap();
    assert_eq!(store.job("sample", "a").await.unwrap(), None);
}

async fn what_was_put_again_meanwhile_is_not_lost(Scene { store, .. }: Scene) {
    for end in 0..4 {
        store.put_job(&job("a", later(0))).await.unwrap();
        let [taken] = claim(&store, "one", 0, 9).await.try_into().unwrap();
        store.put_job(&job("a", later(7))).await.unwrap();
        assert!(
            claim(&store, "two", 8, 9).await.is_empty(),
            "not by two at once"
        );
        match end {
            0 => store.finish_job(&taken).await.unwrap(),
            1 => store.retry_job(&taken, later(99), "no").await.unwrap(),
            2 => store.repeat_job(&taken, later(99)).await.unwrap(),
            _ => store.bury_job(&taken, later(9), "no").await.unwrap(),
        }
        let waits = get(&store, "a").await;
        assert_eq!((waits.owner, waits.ready_at), (None, later(7)));
        assert_eq!(waits.dead_at, None);
        store.cancel_job("sample", "a").await.unwrap();
    }
}

async fn a_nudge_waits_with_the_job_that_waits(Scene { store, .. }: Scene) {
    store.nudge_job(&job("a", later(0))).await.unwrap();
    let [taken] = claim(&store, "one", 0, 9).await.try_into().unwrap();
    store.retry_job(&taken, later(50), "no").await.unwrap();
    store.nudge_job(&job("a", later(1))).await.unwrap();
    let waits = get(&store, "a").await;
    assert_eq!((waits.ready_at, waits.attempts), (later(50), 1));
    // While it is worked on, a nudge has it taken once more.
    let [taken] = claim(&store, "one", 50, 9).await.try_into().unwrap();
    store.nudge_job(&job("a", later(51))).await.unwrap();
    store.finish_job(&taken).await.unwrap();
    let [again] = claim(&store, "one", 51, 9).await.try_into().unwrap();
    store.finish_job(&again).await.unwrap();
    assert_eq!(store.job("sample", "a").await.unwrap(), None);
}

async fn repeated_retried_buried_and_pruned(Scene { store, .. }: Scene) {
    store.put_job(&job("a", later(0))).await.unwrap();
    let [taken] = claim(&store, "one", 0, 9).await.try_into().unwrap();
    store.retry_job(&taken, later(5), "why").await.unwrap();
    let waits = get(&store, "a").await;
    assert_eq!((waits.due_at, waits.ready_at), (later(0), later(5)));
    assert_eq!(waits.last_error.as_deref(), Some("why"));

    let [taken] = claim(&store, "one", 5, 9).await.try_into().unwrap();
    assert_eq!(taken.attempts, 2);
    store.repeat_job(&taken, later(60)).await.unwrap();
    let waits = get(&store, "a").await;
    assert_eq!((waits.due_at, waits.attempts), (later(60), 0));
    assert_eq!(waits.last_error, None);

    let [taken] = claim(&store, "one", 60, 9).await.try_into().unwrap();
    store.bury_job(&taken, later(61), "never").await.unwrap();
    assert_eq!(get(&store, "a").await.dead_at, Some(later(61)));
    assert!(claim(&store, "one", 999, 9).await.is_empty());
    assert_eq!(store.next_job_at("sample").await.unwrap(), None);
    assert_eq!(store.prune_dead_jobs(later(61)).await.unwrap(), 0);

    // Put or nudged, it lives again.
    store.nudge_job(&job("a", later(70))).await.unwrap();
    let [taken] = claim(&store, "one", 70, 9).await.try_into().unwrap();
    store.bury_job(&taken, later(71), "never").await.unwrap();
    store.put_job(&job("a", later(80))).await.unwrap();
    let [taken] = claim(&store, "one", 80, 9).await.try_into().unwrap();
    store.bury_job(&taken, later(81), "never").await.unwrap();
    assert_eq!(store.prune_dead_jobs(later(82)).await.unwrap(), 1);
}

async fn many_takers_get_each_job_once(Scene { store, .. }: Scene) {
    for number in 0..40 {
        let key = number.to_string();
        store.put_job(&job(&key, later(0))).await.unwrap();
    }
    let takers = (0..8).map(|taker| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut taken = Vec::new();
            loop {
                let jobs = claim(&store, &taker.to_string(), 1, 3).await;
                if jobs.is_empty() {
                    return taken;
                }
                taken.extend(jobs.into_iter().map(|job| job.id));
            }
        })
    });
    let mut taken: Vec<i64> = Vec::new();
    for part in join_all(takers).await {
        taken.extend(part.unwrap());
    }
    taken.sort_unstable();
    taken.dedup();
    // One that another process holds locked is skipped, so a taker may leave before the last is free: all are taken all
    // the same, and none twice.
    assert_eq!(taken.len(), 40);
}
