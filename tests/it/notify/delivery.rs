//! The dispatcher, with a clock that the test moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk::clock::Clock;
use frontdesk::egress::{Egress, PolicySettings};
use frontdesk::jobs::Jobs;
use frontdesk::lifecycle::Lifecycle;
use frontdesk::model::{
    ChannelId, Event, EventKind, GuildId, InteractionId, MessageId, NewTicket, Reservation,
    TargetKind, Ticket, UserId,
};
use frontdesk::notify::{Attempt, Notify, Problem};
use frontdesk::store::{DeliveryState, Store};
use frontdesk::vault::Vault;
use serde_json::json;

const GUILD: GuildId = GuildId::new(1);

/// A service whose Discord webhooks are the test's.
struct World {
    store: Store,
    clock: Clock,
    notify: Notify,
    /// What was delivered: the titles, in order.
    told: Arc<std::sync::Mutex<Vec<String>>>,
    works: Arc<AtomicBool>,
    tries: Arc<AtomicUsize>,
    _folder: tempfile::TempDir,
    _lives: Vec<Lifecycle>,
}

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

async fn world(processes: usize) -> World {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/notify.db", folder.path().display());
    let store = Store::connect(&url).await.unwrap();
    store.migrate().await.unwrap();
    let clock = Clock::manual(start());
    let told = Arc::new(std::sync::Mutex::new(Vec::new()));
    let works = Arc::new(AtomicBool::new(true));
    let tries = Arc::new(AtomicUsize::new(0));
    let discord = {
        let (told, works, tries) = (Arc::clone(&told), Arc::clone(&works), Arc::clone(&tries));
        move |call: frontdesk::notify::DiscordCall| {
            let title = call.embed.title.unwrap_or_default();
            tries.fetch_add(1, Ordering::SeqCst);
            let attempt = if title.contains("Ticket 13") {
                Attempt::Never {
                    problem: Problem::status(400),
                }
            } else if works.load(Ordering::SeqCst) {
                told.lock().unwrap().push(title);
                Attempt::Delivered
            } else {
                Attempt::Later {
                    problem: Problem::code("unreachable"),
                    not_before: None,
                }
            };
            Box::pin(async move { attempt })
                as std::pin::Pin<Box<dyn Future<Output = Attempt> + Send>>
        }
    };
    let notify = Notify {
        store: store.clone(),
        vault: Vault::parse(&Vault::generate_key()).unwrap(),
        egress: Egress::new(&PolicySettings::default()).unwrap(),
        clock: clock.clone(),
        random: || 1.0,
        discord: Arc::new(discord),
    };
    let mut lives = Vec::new();
    for number in 0..processes {
        let store = Store::connect(&url).await.unwrap();
        let mut jobs = Jobs::new(store.clone(), clock.clone(), number.to_string(), || 1.0);
        Notify {
            store,
            ..notify.clone()
        }
        .handle_jobs(&mut jobs);
        let life = Lifecycle::new();
        life.run_part("jobs", jobs.run(life.clone()));
        lives.push(life);
    }
    let url = "https://discord.com/api/webhooks/7/token";
    notify
        .add(GUILD, TargetKind::Discord, url, None, UserId::new(1))
        .await
        .unwrap();
    told.lock().unwrap().clear();
    tries.store(0, Ordering::SeqCst);
    World {
        store,
        clock,
        notify,
        told,
        works,
        tries,
        _folder: folder,
        _lives: lives,
    }
}

impl World {
    async fn open(&self, number: u64) -> Ticket {
        let ticket = NewTicket {
            guild: GUILD,
            panel: None,
            opener: UserId::new(number),
            subject: None,
            interaction: InteractionId::new(number),
            reference: number.to_string(),
            instance: "x".to_owned(),
            opened_at: self.clock.now(),
        };
        let Ok(Reservation::Reserved(ticket)) = self.store.reserve_ticket(&ticket, 10).await else {
            panic!("not reserved");
        };
        let channel = ChannelId::new(number);
        self.store
            .set_ticket_channel(ticket.id, channel)
            .await
            .unwrap();
        let event = self.event(EventKind::TicketOpened, &ticket);
        let confirmed = self
            .store
            .confirm_ticket(ticket.id, MessageId::new(1), &event);
        assert!(confirmed.await.unwrap());
        *ticket
    }

    async fn close(&self, ticket: &Ticket) {
        let (by, now) = (ticket.opener, self.clock.now());
        let begun = self.store.begin_close_ticket(ticket.id, by, None, now, "x");
        assert!(begun.await.unwrap());
        let event = self.event(EventKind::TicketClosed, ticket);
        assert!(
            self.store
                .finish_close_ticket(ticket.id, &event)
                .await
                .unwrap()
        );
    }

    fn event(&self, kind: EventKind, ticket: &Ticket) -> Event {
        Event {
            kind,
            guild: GUILD,
            ticket: Some(ticket.id),
            data: json!({ "ticket_id": ticket.number }),
            at: self.clock.now(),
        }
    }

    fn told(&self) -> Vec<String> {
        self.told.lock().unwrap().clone()
    }

    /// How many deliveries wait.
    async fn waiting(&self) -> usize {
        let all = self.store.deliveries(GUILD, None, 1000).await.unwrap();
        all.iter()
            .filter(|one| one.state == DeliveryState::Pending)
            .count()
    }

    /// Moves the clock second by second, giving the work its time, until nothing waits or so much has passed.
    async fn pass(&self, time: TimeDelta) {
        let end = self.clock.now() + time;
        while self.clock.now() < end {
            self.clock.advance(TimeDelta::seconds(1));
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    async fn until_nothing_waits(&self) {
        for _ in 0..2000 {
            if self.waiting().await == 0 {
                return;
            }
            self.clock.advance(TimeDelta::seconds(1));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("{} deliveries still wait", self.waiting().await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_target_down_for_ten_minutes_nothing_is_lost_and_order_is_kept() {
    let world = world(2).await;
    world.works.store(false, Ordering::SeqCst);
    let mut tickets = Vec::new();
    for number in 1..=5 {
        tickets.push(world.open(number).await);
    }
    world.pass(TimeDelta::minutes(5)).await;
    for ticket in &tickets {
        world.close(ticket).await;
    }
    world.pass(TimeDelta::minutes(5)).await;
    assert!(world.told().is_empty());
    assert_eq!(world.waiting().await, 10);
    world.works.store(true, Ordering::SeqCst);
    world.until_nothing_waits().await;
    let told = world.told();
    assert_eq!(told.len(), 10, "nothing twice: {told:?}");
    for number in 1..=5 {
        let of_one: Vec<_> = told
            .iter()
            .filter(|title| title.starts_with(&format!("Ticket {number} ")))
            .collect();
        assert!(
            of_one[0].ends_with("opened") && of_one[1].ends_with("closed"),
            "{told:?}"
        );
    }
    // Growing pauses: not every second of ten minutes.
    let tries = world.tries.load(Ordering::SeqCst);
    assert!(tries < 150, "{tries}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_good_holds_nothing_up() {
    let world = world(1).await;
    let mut unlucky = None;
    for number in 1..=13 {
        unlucky = Some(world.open(number).await);
    }
    world.close(&unlucky.unwrap()).await;
    world.until_nothing_waits().await;
    assert_eq!(world.told().len(), 12);
    let log = world.store.deliveries(GUILD, None, 100).await.unwrap();
    let dead = log.iter().filter(|one| one.state == DeliveryState::Dead);
    assert_eq!(dead.count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_in_vain_is_the_end_until_somebody_asks_again() {
    let world = world(0).await;
    world.works.store(false, Ordering::SeqCst);
    let ticket = world.open(1).await;
    let [target] = world
        .store
        .targets(GUILD)
        .await
        .unwrap()
        .try_into()
        .unwrap();
    let payload = json!({ "target": target.id, "lane": ticket.id.as_i64() });
    let mut tries = 0;
    while world.waiting().await > 0 {
        world.notify.empty_lane(&payload).await.unwrap();
        world.clock.advance(TimeDelta::minutes(11));
        tries += 1;
        assert!(tries < 200);
    }
    let passed = world.clock.now() - start();
    assert!(
        passed >= TimeDelta::hours(24) && passed < TimeDelta::hours(25),
        "{passed}"
    );
    let [dead] = world
        .store
        .deliveries(GUILD, None, 9)
        .await
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!(dead.state, DeliveryState::Dead);
    world.works.store(true, Ordering::SeqCst);
    world.notify.retry(GUILD, dead.id).await.unwrap();
    assert!(world.notify.retry(GUILD, dead.id).await.is_err());
    world.notify.empty_lane(&payload).await.unwrap();
    assert_eq!(world.told(), ["Ticket 1 was opened"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_share_the_lanes_without_doubling_a_delivery() {
    let world = world(2).await;
    for number in 1..=30 {
        world.open(number).await;
    }
    world.until_nothing_waits().await;
    // Ticket 13 is refused.
    let mut told = world.told();
    told.sort();
    told.dedup();
    assert_eq!((told.len(), world.told().len()), (29, 29));
}
