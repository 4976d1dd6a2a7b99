use frontdesk::model::{IntegrationId, NewJob, UserId};
use frontdesk::store::{
    Activation, Approval, Approve, IntegrationRow, PutActivation, Queue, Rejection, Store, Wait,
    Withdraw,
};
use frontdesk::vault::Sealed;
use serde_json::json;

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{ADMIN, GUILD, OTHER_GUILD, activation, create, later, moment};

on_both_engines!(
    a_publication_waits_and_is_approved_in_the_version_that_was_seen,
    a_change_waits_while_the_approved_version_stays,
    what_follows_from_waiting_is_put_when_it_begins_to_wait,
    a_rejection_is_kept_until_the_next_approval,
    slugs_are_unique_in_the_catalogue,
    an_approved_name_must_be_free_wherever_it_is_active,
    only_its_owner_activates_what_is_not_in_the_catalogue,
    what_is_withdrawn_leaves_its_name_and_keeps_its_copy,
    the_catalogue_is_searched_in_parts,
    an_erased_owners_integration_waits_for_its_removal,
    approvals_and_changes_at_once_agree,
);

const OTHER: UserId = UserId::new(8);

fn approval(row: &IntegrationRow) -> Approval {
    Approval {
        id: row.id,
        owner: row.owner,
        version: row.version,
        name: row.name.clone(),
        slug: row.slug.clone(),
        search: format!("{}\nsome words", row.slug),
        manifest: Sealed::from_bytes(format!("copy of {}", row.slug).into_bytes()),
        at: later(60),
        job: NewJob {
            kind: "integration.paused".to_owned(),
            key: row.id.to_string(),
            payload: json!({ "version": row.version }),
            due_at: later(60),
        },
    }
}

/// In the catalogue.
async fn publish(store: &Store, row: &IntegrationRow) -> IntegrationRow {
    let queued = store
        .queue_publication(row.owner, row.id, &Wait::silent(moment()))
        .await;
    assert_eq!(queued.unwrap(), Queue::Queued);
    let approved = store.approve_publication(&approval(row)).await;
    assert_eq!(approved.unwrap(), Approve::Approved);
    stored(store, row.id).await
}

async fn stored(store: &Store, id: IntegrationId) -> IntegrationRow {
    store.integration(id).await.unwrap().unwrap()
}

async fn put(store: &Store, activation: &Activation, version: i64) -> PutActivation {
    store
        .put_activation(activation, version, &[], 10)
        .await
        .unwrap()
}

async fn a_publication_waits_and_is_approved_in_the_version_that_was_seen(
    Scene { store, .. }: Scene,
) {
    let row = create(&store, ADMIN, 1, "scores").await;
    let queue = async |owner, id| {
        store
            .queue_publication(owner, id, &Wait::silent(moment()))
            .await
            .unwrap()
    };
    assert_eq!(queue(OTHER, row.id).await, Queue::Gone);
    assert_eq!(queue(ADMIN, IntegrationId::new(9)).await, Queue::Gone);
    assert_eq!(queue(ADMIN, row.id).await, Queue::Queued);
    assert_eq!(queue(ADMIN, row.id).await, Queue::Waiting);
    let waiting = store.waiting_publications().await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].publication.queued_at, Some(moment()));
    assert!(waiting[0].publication.public().is_none());

    // It changes while it waits: it goes on waiting, and what was seen is not what is there.
    assert!(
        store
            .update_integration(&row, Some(&Wait::silent(later(30))))
            .await
            .unwrap()
    );
    let changed = stored(&store, row.id).await;
    assert_eq!(changed.publication.queued_at, Some(moment()));
    let approve = async |row: &IntegrationRow| {
        let approved = store.approve_publication(&approval(row)).await;
        approved.unwrap()
    };
    assert_eq!(approve(&row).await, Approve::Changed);
    let job = async || store.job("integration.paused", "1").await.unwrap();
    assert_eq!(job().await, None);
    assert_eq!(approve(&changed).await, Approve::Approved);
    assert_eq!(
        approve(&changed).await,
        Approve::Changed,
        "it does not wait"
    );
    assert_eq!(job().await.unwrap().payload, json!({ "version": 2 }));
    assert_eq!(queue(ADMIN, row.id).await, Queue::Public);
    assert!(store.waiting_publications().await.unwrap().is_empty());

    let public = stored(&store, row.id).await.publication;
    let copy = public.public().unwrap();
    assert_eq!((copy.version, &*copy.slug), (2, "scores"));
    assert_eq!(copy.manifest.as_bytes(), b"copy of scores");
    assert_eq!(copy.at, later(60));
    let found = store.public_integration("scores").await.unwrap();
    assert_eq!(found, Some(stored(&store, row.id).await));
    assert_eq!(store.public_integration("games").await.unwrap(), None);
}

async fn a_change_waits_while_the_approved_version_stays(Scene { store, .. }: Scene) {
    let row = create(&store, ADMIN, 1, "scores").await;
    let public = publish(&store, &row).await;
    assert_eq!(
        put(&store, &activation(GUILD, row.id), 1).await,
        PutActivation::Stored
    );
    let renamed = IntegrationRow {
        slug: "points".to_owned(),
        manifest: Sealed::from_bytes(b"changed".to_vec()),
        ..public
    };
    assert!(
        store
            .update_integration(&renamed, Some(&Wait::silent(later(90))))
            .await
            .unwrap()
    );
    let active = &store.activations(GUILD).await.unwrap()[0];
    assert_eq!(active.integration.publication.queued_at, Some(later(90)));
    assert_eq!(active.integration.publication.public().unwrap().version, 1);
    // What runs is still called as it was.
    let beside = create(&store, ADMIN, 2, "scores").await;
    assert_eq!(
        put(&store, &activation(GUILD, beside.id), 1).await,
        PutActivation::SlugTaken
    );
    // Who activates it gets the approved version.
    let other = activation(OTHER_GUILD, row.id);
    assert_eq!(put(&store, &other, 2).await, PutActivation::Changed);
    assert_eq!(put(&store, &other, 1).await, PutActivation::Stored);

    // Put back to what was approved, it does not wait any more.
    let back = IntegrationRow {
        version: 2,
        ..renamed.clone()
    };
    assert!(store.update_integration(&back, None).await.unwrap());
    assert_eq!(stored(&store, row.id).await.publication.queued_at, None);

    let again = IntegrationRow {
        version: 3,
        ..renamed
    };
    assert!(
        store
            .update_integration(&again, Some(&Wait::silent(later(99))))
            .await
            .unwrap()
    );
    let wanted = approval(&stored(&store, row.id).await);
    let approved = store.approve_publication(&wanted).await;
    assert_eq!(approved.unwrap(), Approve::Approved);
    assert_eq!(
        put(&store, &activation(GUILD, beside.id), 1).await,
        PutActivation::Stored,
        "the old name is free"
    );
}

async fn what_follows_from_waiting_is_put_when_it_begins_to_wait(Scene { store, .. }: Scene) {
    let row = create(&store, ADMIN, 1, "scores").await;
    let wait = |step: u32| Wait {
        since: later(step.into()),
        job: Some(NewJob {
            kind: "told".to_owned(),
            key: "1".to_owned(),
            payload: json!(step),
            due_at: later(step.into()),
        }),
    };
    let told = async || {
        let job = store.job("told", "1").await.unwrap();
        job.map(|job| job.payload)
    };
    let update = async |step: Option<u32>| {
        let wait = step.map(wait);
        let row = stored(&store, row.id).await;
        let updated = store.update_integration(&row, wait.as_ref()).await;
        assert!(updated.unwrap());
    };
    update(Some(1)).await;
    assert_eq!(told().await, None, "a private one waits for nobody");
    store
        .queue_publication(ADMIN, row.id, &wait(2))
        .await
        .unwrap();
    store
        .queue_publication(ADMIN, row.id, &wait(3))
        .await
        .unwrap();
    update(Some(4)).await;
    assert_eq!(told().await, Some(json!(2)), "it waited already");
    let wanted = approval(&stored(&store, row.id).await);
    store.approve_publication(&wanted).await.unwrap();
    update(None).await;
    assert_eq!(told().await, Some(json!(2)), "it is what was approved");
    update(Some(5)).await;
    update(Some(6)).await;
    assert_eq!(told().await, Some(json!(5)));
    let copy = Sealed::from_bytes(b"as approved".to_vec());
    let wait = wait(7);
    let handed_over = store.hand_over_integration(ADMIN, row.id, &copy, &wait);
    assert!(handed_over.await.unwrap());
    assert_eq!(told().await, Some(json!(7)));
}

async fn a_rejection_is_kept_until_the_next_approval(Scene { store, .. }: Scene) {
    let row = create(&store, ADMIN, 1, "scores").await;
    let rejection = Rejection {
        at: later(10),
        reason: Some("No policy.".to_owned()),
    };
    let reject = async |version| {
        store
            .reject_publication(ADMIN, row.id, version, &rejection)
            .await
            .unwrap()
    };
    assert!(!reject(1).await, "it does not wait");
    store
        .queue_publication(ADMIN, row.id, &Wait::silent(moment()))
        .await
        .unwrap();
    assert!(!reject(2).await, "another version");
    assert!(reject(1).await);
    assert!(!reject(1).await);
    let publication = stored(&store, row.id).await.publication;
    assert_eq!(publication.rejection, Some(rejection.clone()));
    assert_eq!(publication.queued_at, None);
    let public = publish(&store, &row).await;
    assert_eq!(public.publication.rejection, None);
}

async fn slugs_are_unique_in_the_catalogue(Scene { store, .. }: Scene) {
    let first = create(&store, ADMIN, 1, "scores").await;
    let second = create(&store, OTHER, 2, "scores").await;
    for row in [&first, &second] {
        let queued = store
            .queue_publication(row.owner, row.id, &Wait::silent(moment()))
            .await;
        assert_eq!(queued.unwrap(), Queue::Queued, "both may wait");
    }
    let approve = async |row| store.approve_publication(&approval(row)).await.unwrap();
    assert_eq!(approve(&first).await, Approve::Approved);
    assert_eq!(approve(&second).await, Approve::SlugTaken);
    assert_eq!(store.waiting_publications().await.unwrap().len(), 1);
    let third = create(&store, UserId::new(9), 3, "scores").await;
    let queued = store
        .queue_publication(third.owner, third.id, &Wait::silent(moment()))
        .await;
    assert_eq!(queued.unwrap(), Queue::SlugTaken);
}

async fn an_approved_name_must_be_free_wherever_it_is_active(Scene { store, .. }: Scene) {
    let row = create(&store, ADMIN, 1, "scores").await;
    let public = publish(&store, &row).await;
    assert_eq!(
        put(&store, &activation(GUILD, row.id), 1).await,
        PutActivation::Stored
    );
    let beside = create(&store, ADMIN, 2, "points").await;
    assert_eq!(
        put(&store, &activation(GUILD, beside.id), 1).await,
        PutActivation::Stored
    );
    assert!(store.slug_is_active_beside(row.id, "points").await.unwrap());
    assert!(!store.slug_is_active_beside(row.id, "scores").await.unwrap());
    assert!(
        !store
            .slug_is_active_beside(beside.id, "points")
            .await
            .unwrap()
    );

    let mut renamed = approval(&public);
    "points".clone_into(&mut renamed.slug);
    renamed.version = 2;
    assert!(
        store
            .update_integration(&public, Some(&Wait::silent(later(5))))
            .await
            .unwrap()
    );
    let approved = store.approve_publication(&renamed).await;
    assert_eq!(approved.unwrap(), Approve::SlugActive);
    let public = stored(&store, row.id).await.publication;
    assert_eq!(public.public().unwrap().slug, "scores");
    assert!(public.queued_at.is_some());
}

async fn only_its_owner_activates_what_is_not_in_the_catalogue(Scene { store, .. }: Scene) {
    let row = create(&store, OTHER, 1, "scores").await;
    let by_admin = activation(GUILD, row.id);
    assert_eq!(put(&store, &by_admin, 1).await, PutActivation::Changed);
    store
        .queue_publication(OTHER, row.id, &Wait::silent(moment()))
        .await
        .unwrap();
    assert_eq!(put(&store, &by_admin, 1).await, PutActivation::Changed);
    let approved = store.approve_publication(&approval(&row)).await;
    assert_eq!(approved.unwrap(), Approve::Approved);
    assert_eq!(put(&store, &by_admin, 1).await, PutActivation::Stored);
}

async fn what_is_withdrawn_leaves_its_name_and_keeps_its_copy(Scene { store, .. }: Scene) {
    let withdraw = async |owner, id, rejection: Option<&Rejection>| {
        let withdrawn = store.withdraw_publication(owner, id, later(70), rejection);
        withdrawn.await.unwrap()
    };
    let row = create(&store, OTHER, 1, "scores").await;
    assert_eq!(withdraw(OTHER, row.id, None).await, Withdraw::Nothing);
    store
        .queue_publication(OTHER, row.id, &Wait::silent(moment()))
        .await
        .unwrap();
    assert_eq!(withdraw(ADMIN, row.id, None).await, Withdraw::Nothing);
    assert_eq!(withdraw(OTHER, row.id, None).await, Withdraw::Unqueued);
    let public = publish(&store, &row).await;
    assert_eq!(
        put(&store, &activation(GUILD, row.id), 1).await,
        PutActivation::Stored
    );

    // Its owner has it active too, and has given it another name since.
    let own = Activation {
        by: OTHER,
        ..activation(OTHER_GUILD, row.id)
    };
    assert_eq!(put(&store, &own, 1).await, PutActivation::Stored);
    let beside = create(&store, OTHER, 2, "points").await;
    let beside = Activation {
        by: OTHER,
        ..activation(OTHER_GUILD, beside.id)
    };
    assert_eq!(put(&store, &beside, 1).await, PutActivation::Stored);
    let renamed = IntegrationRow {
        slug: "marks".to_owned(),
        ..public
    };
    assert!(
        store
            .update_integration(&renamed, Some(&Wait::silent(later(65))))
            .await
            .unwrap()
    );

    let reason = Rejection {
        at: later(70),
        reason: None,
    };
    assert_eq!(
        withdraw(OTHER, row.id, Some(&reason)).await,
        Withdraw::Withdrawn
    );
    assert_eq!(withdraw(OTHER, row.id, None).await, Withdraw::Nothing);
    let publication = stored(&store, row.id).await.publication;
    assert!(publication.public().is_none());
    assert_eq!(publication.withdrawn_at, Some(later(70)));
    assert_eq!(publication.approved.unwrap().version, 1);
    assert_eq!(publication.rejection, Some(reason));
    assert_eq!(store.public_integration("scores").await.unwrap(), None);
    assert_eq!(store.public_integrations("", 0, 9).await.unwrap().1, 0);
    // Where others have it, it is called as they know it; with its owner as they call it now.
    for (guild, slug, expected) in [
        (GUILD, "scores", PutActivation::SlugTaken),
        (OTHER_GUILD, "scores", PutActivation::Stored),
    ] {
        let id = if guild == GUILD { 5 } else { 6 };
        let owner = if guild == GUILD {
            ADMIN
        } else {
            UserId::new(9)
        };
        let one = create(&store, owner, id, slug).await;
        let one = Activation {
            by: owner,
            ..activation(guild, one.id)
        };
        assert_eq!(put(&store, &one, 1).await, expected);
    }
    // Its name is free in the catalogue.
    let other = stored(&store, IntegrationId::new(5)).await;
    publish(&store, &other).await;
}

async fn the_catalogue_is_searched_in_parts(Scene { store, .. }: Scene) {
    for (id, slug) in [(1, "berry"), (2, "apple"), (3, "100%_sure")] {
        publish(&store, &create(&store, ADMIN, id, slug).await).await;
    }
    create(&store, ADMIN, 4, "private").await;
    let found = async |search: &str, offset, limit| {
        let (rows, count) = store
            .public_integrations(search, offset, limit)
            .await
            .unwrap();
        let slugs: Vec<String> = rows.into_iter().map(|row| row.slug).collect();
        (slugs.join(" "), count)
    };
    assert_eq!(found("", 0, 2).await, ("100%_sure apple".to_owned(), 3));
    assert_eq!(found("", 2, 2).await, ("berry".to_owned(), 3));
    assert_eq!(found("some words", 0, 9).await.1, 3);
    assert_eq!(found("pp", 0, 9).await, ("apple".to_owned(), 1));
    // What is typed is no pattern.
    assert_eq!(found("0%_s", 0, 9).await, ("100%_sure".to_owned(), 1));
    assert_eq!(found("b%y", 0, 9).await, (String::new(), 0));
    assert_eq!(found("a_ple", 0, 9).await, (String::new(), 0));
    assert_eq!(found("!", 0, 9).await, (String::new(), 0));
}

async fn an_erased_owners_integration_waits_for_its_removal(Scene { store, .. }: Scene) {
    let row = create(&store, ADMIN, 1, "scores").await;
    let copy = Sealed::from_bytes(b"as approved".to_vec());
    let hand_over = async |owner| {
        store
            .hand_over_integration(owner, row.id, &copy, &Wait::silent(later(80)))
            .await
            .unwrap()
    };
    assert!(!hand_over(ADMIN).await, "it is private");
    let public = publish(&store, &row).await;
    let changed = IntegrationRow {
        name: "Changed".to_owned(),
        slug: "changed".to_owned(),
        ..public
    };
    assert!(
        store
            .update_integration(&changed, Some(&Wait::silent(later(65))))
            .await
            .unwrap()
    );
    assert!(!hand_over(OTHER).await);
    assert!(hand_over(ADMIN).await);
    assert!(!hand_over(ADMIN).await);
    assert!(store.integrations_of(ADMIN).await.unwrap().is_empty());
    let orphan = &store.waiting_publications().await.unwrap()[0];
    assert_eq!(orphan.manifest, copy);
    assert_eq!((&*orphan.slug, orphan.owner.get()), ("scores", 0));
    assert_eq!(orphan.publication.queued_at, None);
    assert_eq!(orphan.publication.orphaned_at, Some(later(80)));
    // It goes on running until an operator removes it.
    assert_eq!(
        put(&store, &activation(GUILD, row.id), 1).await,
        PutActivation::Stored
    );
    let other = create(&store, OTHER, 2, "other").await;
    assert!(!store.remove_orphan(other.id).await.unwrap());
    assert!(store.remove_orphan(row.id).await.unwrap());
    assert!(!store.remove_orphan(row.id).await.unwrap());
    assert!(store.activations(GUILD).await.unwrap().is_empty());
}

async fn approvals_and_changes_at_once_agree(Scene { store, .. }: Scene) {
    for id in 1..=10 {
        let row = create(&store, ADMIN, id, &format!("slug_{id}")).await;
        store
            .queue_publication(ADMIN, row.id, &Wait::silent(moment()))
            .await
            .unwrap();
        let by_other = Activation {
            by: OTHER,
            ..activation(GUILD, row.id)
        };
        let wanted = approval(&row);
        let wait = Wait::silent(later(90));
        let (approved, changed, active) = tokio::join!(
            store.approve_publication(&wanted),
            store.update_integration(&row, Some(&wait)),
            store.put_activation(&by_other, 1, &[], 100),
        );
        assert!(changed.unwrap());
        let publication = stored(&store, row.id).await.publication;
        match approved.unwrap() {
            Approve::Approved => assert_eq!(publication.queued_at, Some(later(90))),
            Approve::Changed => {
                assert!(publication.public().is_none());
                assert_eq!(active.unwrap(), PutActivation::Changed);
            }
            other => panic!("{other:?}"),
        }
    }
}
