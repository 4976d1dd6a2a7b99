use frontdesk::cli::secrets::rotate_all;
use frontdesk::model::{IntegrationId, NewJob, TargetId};
use frontdesk::store::{
    Approval, Approve, CachedAnswer, CachedRequest, InstanceRow, IntegrationRow, PutActivation,
    Store, Wait,
};
use frontdesk::vault::{Place, Sealed, Secret, TargetPart, Vault};

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{
    ADMIN, GUILD, OTHER_GUILD, activation, integration, later, moment, press, reserve,
};
use super::targets::target;

on_both_engines!(
    every_sealed_value_is_found_in_parts,
    only_what_is_still_there_is_replaced,
    what_does_not_open_is_reported_and_kept,
    targets_are_rotated_too,
);

const FIRST: &str = "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
const SECOND: &str = "k2:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// Two integrations, three secrets, three cached answers, the values of two tickets and a setting of
/// the instance, sealed under the first key.
async fn seal_samples(store: &Store) -> Vec<Place> {
    let vault = Vault::parse(&Secret::new(FIRST)).unwrap();
    let mut places = Vec::new();
    for (id, slug) in [(1, "a"), (2, "b")] {
        let integration_id = IntegrationId::new(id);
        let place = Place::IntegrationManifest {
            integration: integration_id,
        };
        let row = IntegrationRow {
            manifest: vault.seal(&place, &Secret::new(slug)),
            ..integration(ADMIN, id, slug)
        };
        assert!(store.insert_integration(&row, 10).await.unwrap());
        places.push(place);
    }
    let published = IntegrationId::new(2);
    for (guild, id, names) in [(GUILD, 1, &["x", "y"][..]), (OTHER_GUILD, 2, &["x"])] {
        let integration = IntegrationId::new(id);
        let mut secrets = Vec::new();
        for name in names {
            let place = Place::IntegrationSecret {
                guild,
                integration,
                name: (*name).to_owned(),
            };
            secrets.push(((*name).to_owned(), vault.seal(&place, &Secret::new(*name))));
            places.push(place);
        }
        let put = store
            .put_activation(&activation(guild, integration), 1, &secrets, 10)
            .await;
        assert_eq!(put.unwrap(), PutActivation::Stored);
    }
    let place = Place::PublishedManifest {
        integration: published,
    };
    store
        .queue_publication(ADMIN, published, &Wait::silent(moment()))
        .await
        .unwrap();
    let approval = Approval {
        id: published,
        owner: ADMIN,
        version: 1,
        name: "B".to_owned(),
        slug: "b".to_owned(),
        search: "b".to_owned(),
        manifest: vault.seal(&place, &Secret::new("b")),
        at: moment(),
        job: NewJob {
            kind: "integration.paused".to_owned(),
            key: "2".to_owned(),
            payload: serde_json::Value::Null,
            due_at: moment(),
        },
    };
    let approved = store.approve_publication(&approval).await;
    assert_eq!(approved.unwrap(), Approve::Approved);
    places.push(place);
    for (guild, id, hash) in [(GUILD, 1, 7), (GUILD, 1, 8), (OTHER_GUILD, 2, 7)] {
        let integration = IntegrationId::new(id);
        let place = Place::CachedAnswer {
            guild,
            integration,
            request: vec![hash; 32],
        };
        let request = CachedRequest {
            guild,
            integration,
            hash: vec![hash; 32],
        };
        let answer = CachedAnswer {
            user: None,
            answer: vault.seal(&place, &Secret::new("answer")),
            fetched_at: moment(),
            usable_until: moment(),
        };
        store.put_cached_answer(&request, &answer).await.unwrap();
        places.push(place);
    }
    for interaction in [1, 2] {
        let ticket = reserve(store, &press(GUILD, 7, interaction)).await.id;
        let place = Place::TicketValues {
            ticket,
            integration: IntegrationId::new(1),
        };
        let sealed = vault.seal(&place, &Secret::new("values"));
        let kept = store.keep_ticket_values(ticket, IntegrationId::new(1), &sealed, moment());
        kept.await.unwrap();
        places.push(place);
    }
    places.push(seal_setting(store, &vault).await);
    places
}

async fn seal_setting(store: &Store, vault: &Vault) -> Place {
    let path = "bloxlink.api_key".to_owned();
    let place = Place::InstanceSetting { path: path.clone() };
    let row = InstanceRow {
        path,
        value: vault.seal(&place, &Secret::new("z")),
        is_secret: false,
    };
    store.put_instance_settings(&[row], moment()).await.unwrap();
    place
}

async fn every_sealed_value_is_found_in_parts(Scene { store, .. }: Scene) {
    let places = seal_samples(&store).await;
    for limit in 1..=13 {
        let mut found = Vec::new();
        loop {
            let cells = store
                .sealed_cells_not_under("k2", found.last(), limit)
                .await
                .unwrap();
            if cells.is_empty() {
                break;
            }
            assert!(cells.len() <= usize::try_from(limit).unwrap());
            found.extend(cells.into_iter().map(|(place, _)| place));
        }
        assert_eq!(found, places, "in parts of {limit}");
    }
    assert!(
        store
            .sealed_cells_not_under("k1", None, 99)
            .await
            .unwrap()
            .is_empty()
    );
    // An id that begins like the other is another id.
    assert_eq!(
        store
            .sealed_cells_not_under("k", None, 99)
            .await
            .unwrap()
            .len(),
        12
    );
    assert_eq!(
        store
            .sealed_cells_not_under("k11", None, 99)
            .await
            .unwrap()
            .len(),
        12
    );
}

async fn only_what_is_still_there_is_replaced(Scene { store, .. }: Scene) {
    seal_samples(&store).await;
    let both = Vault::parse(&Secret::new(format!("{SECOND},{FIRST}"))).unwrap();
    for (place, old) in store.sealed_cells_not_under("k2", None, 99).await.unwrap() {
        let new = both.seal(&place, &both.open(&place, &old).unwrap());
        let foreign = Sealed::from_bytes(b"not what is there".to_vec());
        assert!(!store.replace_sealed(&place, &foreign, &new).await.unwrap());
        assert!(store.replace_sealed(&place, &old, &new).await.unwrap());
        assert!(!store.replace_sealed(&place, &old, &new).await.unwrap());
    }
    assert!(
        store
            .sealed_cells_not_under("k2", None, 99)
            .await
            .unwrap()
            .is_empty()
    );

    let second = Vault::parse(&Secret::new(SECOND)).unwrap();
    let rows = store.activations(GUILD).await.unwrap();
    let values = rows[0].secrets.iter().map(|(name, sealed)| {
        let place = Place::IntegrationSecret {
            guild: GUILD,
            integration: rows[0].integration.id,
            name: name.clone(),
        };
        second.open(&place, sealed).unwrap().expose().to_owned()
    });
    assert_eq!(values.collect::<Vec<_>>(), ["x", "y"]);
}

async fn what_does_not_open_is_reported_and_kept(Scene { store, .. }: Scene) {
    let places = seal_samples(&store).await;
    let cells = store.sealed_cells_not_under("k2", None, 99).await.unwrap();
    let lost = Vault::parse(&Secret::new(
        "lost:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    ));
    let lost = lost.unwrap().seal(&places[0], &Secret::new("planted"));
    assert!(
        store
            .replace_sealed(&places[0], &cells[0].1, &lost)
            .await
            .unwrap()
    );
    let damaged = Sealed::from_bytes(b"planted".to_vec());
    assert!(
        store
            .replace_sealed(&places[4], &cells[4].1, &damaged)
            .await
            .unwrap()
    );

    let both = Vault::parse(&Secret::new(format!("{SECOND},{FIRST}"))).unwrap();
    for expected in [10, 0] {
        let rotation = rotate_all(&store, &both).await.unwrap();
        assert_eq!((rotation.rotated, rotation.changed), (expected, 0));
        let report: Vec<_> = rotation
            .unreadable
            .iter()
            .map(|(place, error)| format!("{place}: {error}"))
            .collect();
        insta::allow_duplicates! {
            insta::assert_snapshot!(report.join("\n"), @"
            the manifest of integration 1: the value is encrypted under the key `lost`, which is not among the encryption keys: add it to FRONTDESK_KEYS again, after the first
            the secret `x` of server 1100000000000000002 for integration 2: the encrypted value is damaged or belongs to another place, or its key is not the one of that id: restore it from a backup or enter it again
            ");
        }
    }
    let left = store.sealed_cells_not_under("k2", None, 99).await.unwrap();
    let kept = [(places[0].clone(), lost), (places[4].clone(), damaged)];
    assert_eq!(left, kept);
}

async fn targets_are_rotated_too(Scene { store, .. }: Scene) {
    let first = Vault::parse(&Secret::new(FIRST)).unwrap();
    let place = |target, part| Place::NotifyTarget {
        guild: GUILD,
        target: TargetId::new(target),
        part,
    };
    for id in [1, 2] {
        let mut row = target(GUILD, id, &format!("webhook-{id}"));
        row.url = first.seal(&place(id, TargetPart::Url), &Secret::new("url"));
        let secret = first.seal(&place(id, TargetPart::Secret), &Secret::new("secret"));
        row.secret = (id == 1).then_some(secret);
        store.insert_target(&row, 10).await.unwrap();
    }
    let new = first.seal(&place(2, TargetPart::Secret), &Secret::new("new"));
    let old = first.seal(&place(2, TargetPart::OldSecret), &Secret::new("old"));
    let renewed = store.rotate_target_secret(GUILD, TargetId::new(2), &new, &old, later(1));
    assert!(renewed.await.unwrap());
    for limit in 1..=6 {
        let mut found = Vec::new();
        loop {
            let last = found.last();
            let cells = store
                .sealed_cells_not_under("k2", last, limit)
                .await
                .unwrap();
            if cells.is_empty() {
                break;
            }
            found.extend(cells.into_iter().map(|(place, _)| place));
        }
        let expected = [
            place(1, TargetPart::Url),
            place(2, TargetPart::Url),
            place(1, TargetPart::Secret),
            place(2, TargetPart::Secret),
            place(2, TargetPart::OldSecret),
        ];
        assert_eq!(found, expected, "in parts of {limit}");
    }
    let both = Vault::parse(&Secret::new(format!("{SECOND},{FIRST}"))).unwrap();
    let rotation = rotate_all(&store, &both).await.unwrap();
    assert_eq!((rotation.rotated, rotation.changed), (5, 0));
    let second = Vault::parse(&Secret::new(SECOND)).unwrap();
    let stored = store.target(TargetId::new(2)).await.unwrap().unwrap();
    let opened = second.open(
        &place(2, TargetPart::OldSecret),
        &stored.old_secret.unwrap().0,
    );
    assert_eq!(opened.unwrap().expose(), "old");
    // A value that was copied to another target does not open.
    assert!(
        second
            .open(&place(1, TargetPart::Url), &stored.url)
            .is_err()
    );
}
