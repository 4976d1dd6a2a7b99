use std::time::Duration;

use frontdesk::model::{MessageId, Reservation, Ticket};
use futures_util::future::join_all;

use super::engines::{Scene, Scratch};
use super::on_both_engines;
use super::samples::{GUILD, OTHER_GUILD, event, press, ticket_event};

on_both_engines!(
    fifty_presses_at_once_open_one_ticket_at_a_limit_of_one,
    a_press_that_is_delivered_fifty_times_opens_one_ticket,
    numbers_stay_unique_and_events_in_order,
    two_closers_are_one,
    nothing_fails_while_somebody_else_holds_the_lock,
    an_owner_who_creates_many_at_once_stays_within_the_limit,
    nothing_waits_in_a_circle,
);

const PRESSES: u64 = 50;

fn reserved(answer: Reservation) -> Option<Ticket> {
    match answer {
        Reservation::Reserved(ticket) => Some(*ticket),
        _ => None,
    }
}

async fn fifty_presses_at_once_open_one_ticket_at_a_limit_of_one(Scene { store, .. }: Scene) {
    let presses = (1..=PRESSES).map(|interaction| {
        let store = store.clone();
        tokio::spawn(async move { store.reserve_ticket(&press(GUILD, 1, interaction), 1).await })
    });
    let answers = join_all(presses).await;
    let answers: Vec<_> = answers
        .into_iter()
        .map(|answer| answer.unwrap().unwrap())
        .collect();
    let told = Reservation::LimitReached {
        open: 1,
        channel: None,
    };
    assert_eq!(answers.iter().filter(|answer| **answer == told).count(), 49);
    assert_eq!(answers.into_iter().filter_map(reserved).count(), 1);
    assert_eq!(store.live_tickets(GUILD).await.unwrap().len(), 1);
}

async fn a_press_that_is_delivered_fifty_times_opens_one_ticket(Scene { store, .. }: Scene) {
    let presses = (1..=PRESSES).map(|copy| {
        let store = store.clone();
        let mut ticket = press(GUILD, 1, 1);
        ticket.reference = copy.to_string();
        tokio::spawn(async move { store.reserve_ticket(&ticket, 100).await })
    });
    let answers = join_all(presses).await;
    let answers = answers.into_iter().map(|answer| answer.unwrap().unwrap());
    assert_eq!(answers.filter_map(reserved).count(), 1);
}

async fn numbers_stay_unique_and_events_in_order(Scene { store, .. }: Scene) {
    let presses = (1..=PRESSES).map(|interaction| {
        let store = store.clone();
        let guild = if interaction % 2 == 0 {
            GUILD
        } else {
            OTHER_GUILD
        };
        tokio::spawn(async move {
            let answer = store
                .reserve_ticket(&press(guild, interaction, interaction), 1)
                .await;
            let ticket = reserved(answer.unwrap()).unwrap();
            if ticket.number % 5 == 0 {
                assert!(store.undo_ticket(ticket.id).await.unwrap());
                return;
            }
            let opened = ticket_event(frontdesk::model::EventKind::TicketOpened, &ticket);
            let confirmed = store
                .confirm_ticket(ticket.id, MessageId::new(1), &opened)
                .await;
            assert!(confirmed.unwrap());
        })
    });
    for press in join_all(presses).await {
        press.unwrap();
    }
    for guild in [GUILD, OTHER_GUILD] {
        let tickets = store.live_tickets(guild).await.unwrap();
        let numbers: Vec<_> = tickets.iter().map(|ticket| ticket.number).collect();
        let expected: Vec<_> = (1..=25).filter(|number| number % 5 != 0).collect();
        assert_eq!(numbers, expected);
        assert_eq!(store.events(guild, 0, 100).await.unwrap().len(), 20);
    }
}

async fn two_closers_are_one(Scene { store, .. }: Scene) {
    let ticket = super::samples::open(&store, GUILD, 1, 1).await;
    let closers = (0..10).map(|closer| {
        let (store, id, at) = (store.clone(), ticket.id, ticket.opened_at);
        tokio::spawn(async move {
            let by = frontdesk::model::UserId::new(closer);
            store.begin_close_ticket(id, by, None, at, "x").await
        })
    });
    let closers = join_all(closers).await;
    let closed = closers
        .into_iter()
        .filter(|closer| *closer.as_ref().unwrap().as_ref().unwrap());
    assert_eq!(closed.count(), 1);

    let finishers = (0..10).map(|_| {
        let (store, id) = (store.clone(), ticket.id);
        let closed = event(frontdesk::model::EventKind::TicketClosed, GUILD);
        tokio::spawn(async move { store.finish_close_ticket(id, &closed).await })
    });
    let finishers = join_all(finishers).await;
    let closed = finishers
        .into_iter()
        .filter(|closer| *closer.as_ref().unwrap().as_ref().unwrap());
    assert_eq!(closed.count(), 1);
    assert_eq!(store.events(GUILD, 0, 10).await.unwrap().len(), 2);
}

/// Another program that takes two seconds to write: all queue, and reading goes on.
async fn nothing_fails_while_somebody_else_holds_the_lock(scene: Scene) {
    let store = &scene.store;
    let presses = join_all((1..=PRESSES).map(|interaction| async move {
        let answer = store
            .reserve_ticket(&press(GUILD, interaction, interaction), 1)
            .await;
        reserved(answer.unwrap()).unwrap().number
    }));
    let reading = async {
        let started = std::time::Instant::now();
        store.live_tickets(GUILD).await.unwrap();
        started.elapsed()
    };
    let hold = Duration::from_secs(2);
    let (mut numbers, read_in) = scene
        .while_locked(hold, async { tokio::join!(presses, reading) })
        .await;
    numbers.sort_unstable();
    let expected: Vec<_> = (1..=PRESSES.cast_signed()).collect();
    assert_eq!(numbers, expected);
    // With Postgres the pool's connections all wait here, so only SQLite, which has readers of its own, is held to it.
    if scene.url.starts_with("sqlite") {
        assert!(read_in < hold, "a reader waited {read_in:?} for a writer");
    }
}

async fn an_owner_who_creates_many_at_once_stays_within_the_limit(Scene { store, .. }: Scene) {
    use super::samples::{ADMIN, integration};
    let created = (1..=20).map(|id| {
        let store = store.clone();
        let row = integration(ADMIN, id, &format!("slug_{id}"));
        tokio::spawn(async move { store.insert_integration(&row, 10).await })
    });
    let created = join_all(created).await;
    let created = created
        .into_iter()
        .filter(|created| *created.as_ref().unwrap().as_ref().unwrap());
    assert_eq!(created.count(), 10);
    assert_eq!(store.integrations_of(ADMIN).await.unwrap().len(), 10);
}

/// Everything that touches the same integration, in every order.
async fn nothing_waits_in_a_circle(Scene { store, .. }: Scene) {
    use super::samples::{ADMIN, activation, create, integration, secret};
    use frontdesk::model::IntegrationId;
    use frontdesk::store::{FetchRecord, FetchSource, IntegrationRow, StoreError};

    let id = IntegrationId::new(1);
    create(&store, ADMIN, 1, "scores").await;
    let work = (0..160_i64).map(|step| {
        let store = store.clone();
        tokio::spawn(async move {
            let guild = if step % 2 == 0 { GUILD } else { OTHER_GUILD };
            let renamed = IntegrationRow {
                slug: format!("slug_{step}"),
                version: step / 8 + 1,
                ..integration(ADMIN, 1, "scores")
            };
            let secrets = [secret("api_key", "value"), secret("server", "value")];
            let record = FetchRecord {
                guild,
                integration: id,
                at: super::samples::moment(),
                status: None,
                duration_milliseconds: step,
                error: None,
                source: FetchSource::Fetched,
            };
            match step % 8 {
                0 | 1 => {
                    let activation = activation(guild, id);
                    store
                        .put_activation(&activation, renamed.version, &secrets, 10)
                        .await?;
                }
                2 => drop(store.update_integration(&renamed, None).await?),
                3 => drop(store.delete_activation(GUILD, id).await?),
                4 => drop(store.delete_integration(ADMIN, id).await?),
                5 => drop(
                    store
                        .insert_integration(&integration(ADMIN, 1, "scores"), 10)
                        .await,
                ),
                6 => store.record_fetch(&record).await?,
                _ => drop(store.activations(guild).await?),
            }
            Ok::<(), StoreError>(())
        })
    });
    for outcome in join_all(work).await {
        outcome.unwrap().unwrap();
    }
}

async fn programs_start_at_once(database: Scratch) {
    let starts = (0..8).map(|_| {
        let url = database.url.clone();
        tokio::spawn(async move {
            let store = frontdesk::store::Store::connect(&url).await?;
            store.migrate().await?;
            store.ping().await
        })
    });
    for start in join_all(starts).await {
        start.unwrap().unwrap();
    }
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_start_at_once_share_a_new_file() {
    programs_start_at_once(Scratch::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_start_at_once_share_a_new_database() {
    if let Some(database) = Scratch::postgres().await {
        programs_start_at_once(database).await;
    }
}
