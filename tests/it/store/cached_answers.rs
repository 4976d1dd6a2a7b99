use frontdesk::model::{GuildId, IntegrationId, UserId};
use frontdesk::store::{CachedAnswer, CachedRequest, PutActivation, Store};
use frontdesk::vault::Sealed;

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{ADMIN, GUILD, OTHER_GUILD, activation, create, later, secret};

on_both_engines!(
    an_answer_serves_until_its_time,
    a_user_takes_their_answers_along,
    activation_secrets_and_integration_take_theirs_along,
    the_oldest_go_first,
);

fn request(guild: GuildId, integration: IntegrationId, hash: u8) -> CachedRequest {
    CachedRequest {
        guild,
        integration,
        hash: vec![hash; 32],
    }
}

fn answer(user: Option<u64>, words: &str, fetched: i64) -> CachedAnswer {
    CachedAnswer {
        user: user.map(UserId::new),
        answer: Sealed::from_bytes(words.as_bytes().to_vec()),
        fetched_at: later(fetched),
        usable_until: later(fetched + 60),
    }
}

async fn activate(store: &Store, guild: GuildId, integration: IntegrationId) {
    let secrets = [secret("api_key", "value")];
    let activation = activation(guild, integration);
    let put = store.put_activation(&activation, 1, &secrets, 10).await;
    assert_eq!(put.unwrap(), PutActivation::Stored);
}

async fn an_answer_serves_until_its_time(Scene { store, .. }: Scene) {
    let id = create(&store, ADMIN, 1, "first").await.id;
    // Not active: there is nothing to cache for.
    let asked = request(GUILD, id, 1);
    store
        .put_cached_answer(&asked, &answer(None, "a", 0))
        .await
        .unwrap();
    assert_eq!(store.cached_answer(&asked, later(1)).await.unwrap(), None);
    activate(&store, GUILD, id).await;
    activate(&store, OTHER_GUILD, id).await;
    for (asked, words) in [
        (request(GUILD, id, 1), "a"),
        (request(GUILD, id, 2), "b"),
        (request(OTHER_GUILD, id, 1), "c"),
    ] {
        let answer = answer(Some(7), words, 0);
        store.put_cached_answer(&asked, &answer).await.unwrap();
        let found = store.cached_answer(&asked, later(59)).await.unwrap();
        assert_eq!(found, Some(answer));
    }
    assert_eq!(store.cached_answer(&asked, later(60)).await.unwrap(), None);
    let newer = answer(None, "d", 30);
    store.put_cached_answer(&asked, &newer).await.unwrap();
    let found = store.cached_answer(&asked, later(60)).await.unwrap();
    assert_eq!(found, Some(newer));

    assert_eq!(store.prune_cached_answers(later(59), 9).await.unwrap(), 0);
    assert_eq!(store.prune_cached_answers(later(90), 2).await.unwrap(), 2);
    assert!(
        store
            .cached_answer(&asked, later(1))
            .await
            .unwrap()
            .is_some(),
        "those go first that are too old the longest"
    );
    assert_eq!(store.prune_cached_answers(later(90), 9).await.unwrap(), 1);
}

async fn a_user_takes_their_answers_along(Scene { store, .. }: Scene) {
    let id = create(&store, ADMIN, 1, "first").await.id;
    activate(&store, GUILD, id).await;
    activate(&store, OTHER_GUILD, id).await;
    let cached = [
        (request(GUILD, id, 1), Some(7)),
        (request(OTHER_GUILD, id, 1), Some(7)),
        (request(GUILD, id, 2), Some(8)),
        (request(GUILD, id, 3), None),
    ];
    for (asked, user) in &cached {
        let answer = answer(*user, "a", 0);
        store.put_cached_answer(asked, &answer).await.unwrap();
    }
    assert_eq!(store.erase_user_cache(UserId::new(7)).await.unwrap(), 2);
    for (asked, user) in &cached {
        let found = store.cached_answer(asked, later(1)).await.unwrap();
        assert_eq!(found.is_some(), *user != Some(7));
    }
}

async fn activation_secrets_and_integration_take_theirs_along(Scene { store, .. }: Scene) {
    let id = create(&store, ADMIN, 1, "first").await.id;
    let other = create(&store, ADMIN, 2, "second").await.id;
    for integration in [id, other] {
        activate(&store, GUILD, integration).await;
        let asked = request(GUILD, integration, 1);
        store
            .put_cached_answer(&asked, &answer(None, "a", 0))
            .await
            .unwrap();
    }
    let found = async |integration| {
        let asked = request(GUILD, integration, 1);
        let found = store.cached_answer(&asked, later(1)).await.unwrap();
        found.is_some()
    };
    // The secrets are entered again.
    activate(&store, GUILD, id).await;
    assert_eq!((found(id).await, found(other).await), (false, true));
    store.delete_activation(GUILD, other).await.unwrap();
    activate(&store, GUILD, other).await;
    assert!(!found(other).await);
    let asked = request(GUILD, other, 1);
    store
        .put_cached_answer(&asked, &answer(None, "a", 0))
        .await
        .unwrap();
    assert!(store.delete_integration(ADMIN, other).await.unwrap());
    assert!(!found(other).await);
}

async fn the_oldest_go_first(Scene { store, .. }: Scene) {
    let id = create(&store, ADMIN, 1, "first").await.id;
    activate(&store, GUILD, id).await;
    for number in 0..1_003_u32 {
        let asked = CachedRequest {
            hash: number.to_be_bytes().to_vec(),
            ..request(GUILD, id, 0)
        };
        let answer = answer(None, "a", i64::from(number));
        store.put_cached_answer(&asked, &answer).await.unwrap();
    }
    for (number, is_there) in [(0_u32, false), (2, false), (3, true), (1_002, true)] {
        let asked = CachedRequest {
            hash: number.to_be_bytes().to_vec(),
            ..request(GUILD, id, 0)
        };
        let found = store.cached_answer(&asked, later(0)).await.unwrap();
        assert_eq!(found.is_some(), is_there, "{number}");
    }
}
