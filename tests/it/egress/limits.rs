//! Places, fairness, and the cases about availability.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use frontdesk::egress::{FetchError, FetchRequest, Method};
use frontdesk::model::GuildId;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::cases;
use super::response::eventually;
use super::target::{Target, drain, finish, json};
use super::world::{self, World};

/// A target that answers when it is let to, and knows how many wait at most.
struct Gate {
    target: Target,
    open: Arc<Semaphore>,
    most: Arc<AtomicUsize>,
}

impl Gate {
    async fn closed() -> Self {
        let open = Arc::new(Semaphore::new(0));
        let most = Arc::new(AtomicUsize::new(0));
        let (theirs, highest) = (Arc::clone(&open), Arc::clone(&most));
        let target = Target::start(move |mut stream, seen| {
            let (open, most) = (Arc::clone(&theirs), Arc::clone(&highest));
            async move {
                most.fetch_max(seen.open(), Ordering::SeqCst);
                if seen.request(&mut stream).await.is_some() {
                    open.acquire().await.expect("an open gate").forget();
                    finish(&mut stream, &json("{}")).await;
                }
            }
        })
        .await;
        Self { target, open, most }
    }
}

fn of_guild(guild: u64, url: &str) -> FetchRequest {
    FetchRequest {
        guild: GuildId::new(guild),
        // Enough for a busy machine: what these tests are about is order, not time.
        deadline: Duration::from_secs(30),
        ..world::get(url)
    }
}

#[tokio::test]
async fn a_server_has_ten_places_and_takes_none_from_others() {
    let gate = Gate::closed().await;
    let url = world::url(gate.target.address);
    let egress = World::new()
        .await
        .egress(world::loopback(&[gate.target.address.port()]));
    let mut fetches = JoinSet::new();
    for _ in 0..30 {
        let (egress, request) = (egress.clone(), of_guild(1, &url));
        fetches.spawn(async move { egress.fetch(request).await.map(|_| ()) });
    }
    eventually(|| gate.target.seen.requests().len() == 10).await;
    let (other, request) = (egress.clone(), of_guild(2, &url));
    let other = tokio::spawn(async move { other.fetch(request).await });
    eventually(|| gate.target.seen.requests().len() == 11).await;
    gate.open.add_permits(31);
    other.await.unwrap().expect("the other server's answer");
    while let Some(fetched) = fetches.join_next().await {
        fetched.unwrap().expect("what waited was answered");
    }
    assert_eq!(gate.most.load(Ordering::SeqCst), 11);
}

#[tokio::test]
async fn the_bot_has_256_places() {
    let gate = Gate::closed().await;
    let url = world::url(gate.target.address);
    let egress = World::new()
        .await
        .egress(world::loopback(&[gate.target.address.port()]));
    let mut fetches = JoinSet::new();
    for number in 0..300 {
        let (egress, request) = (egress.clone(), of_guild(number / 10, &url));
        fetches.spawn(async move { egress.fetch(request).await.map(|_| ()) });
    }
    eventually(|| gate.target.seen.requests().len() == 256).await;
    gate.open.add_permits(300);
    while let Some(fetched) = fetches.join_next().await {
        fetched.unwrap().expect("what waited was answered");
    }
    assert_eq!(gate.most.load(Ordering::SeqCst), 256);
}

#[tokio::test]
async fn large_answers_share_memory_and_keep_no_integration_waiting() {
    let gate = Gate::closed().await;
    let url = world::url(gate.target.address);
    let egress = World::new()
        .await
        .egress(world::loopback(&[gate.target.address.port()]));
    let mut fetches = JoinSet::new();
    for number in 0..12 {
        let (egress, mut request) = (egress.clone(), of_guild(number, &url));
        request.max_bytes = 8 << 20;
        fetches.spawn(async move { egress.fetch(request).await.map(|_| ()) });
    }
    eventually(|| gate.target.seen.requests().len() == 8).await;
    let (other, request) = (egress.clone(), of_guild(100, &url));
    let other = tokio::spawn(async move { other.fetch(request).await });
    eventually(|| gate.target.seen.requests().len() == 9).await;
    assert_eq!(gate.most.load(Ordering::SeqCst), 9);
    gate.open.add_permits(13);
    other.await.unwrap().expect("the integration's answer");
    while let Some(fetched) = fetches.join_next().await {
        fetched.unwrap().expect("what waited was answered");
    }
}

#[tokio::test]
async fn waiting_counts_towards_the_deadline() {
    let gate = Gate::closed().await;
    let url = world::url(gate.target.address);
    let egress = World::new()
        .await
        .egress(world::loopback(&[gate.target.address.port()]));
    let mut fetches = JoinSet::new();
    for _ in 0..10 {
        let (egress, request) = (egress.clone(), of_guild(1, &url));
        fetches.spawn(async move { egress.fetch(request).await });
    }
    eventually(|| gate.target.seen.requests().len() == 10).await;
    let mut request = of_guild(1, &url);
    request.deadline = Duration::from_millis(200);
    let started = Instant::now();
    let failed = egress.fetch(request).await.expect_err("no place");
    assert_eq!(failed.error, FetchError::Busy);
    assert!(started.elapsed() < Duration::from_millis(200) + world::TOLERANCE);
}

#[tokio::test]
async fn a_popular_host_is_not_asked_faster_than_its_rate() {
    let world = World::new().await;
    let listener = world::listen([127, 93, 3, 1].into()).await;
    let target = Target::say_on(listener, json("{}"));
    world
        .dns
        .addresses("api.example.net", &[target.address.ip()]);
    let egress = world.egress(world::stand_ins(&[target.address.port()]));
    let url = format!("http://api.example.net:{}/", target.address.port());
    let started = Instant::now();
    let mut fetches = JoinSet::new();
    for number in 0..130 {
        let (egress, request) = (egress.clone(), of_guild(number, &url));
        fetches.spawn(async move { egress.fetch(request).await.map(|_| ()) });
    }
    while let Some(fetched) = fetches.join_next().await {
        fetched.unwrap().expect("what waited was answered");
    }
    assert!(
        started.elapsed() > Duration::from_millis(550),
        "30 of 50 a second"
    );
}

#[tokio::test]
async fn a_flood_of_one_server_leaves_the_host_to_the_others() {
    let world = World::new().await;
    let listener = world::listen([127, 93, 3, 2].into()).await;
    let target = Target::say_on(listener, json("{}"));
    world
        .dns
        .addresses("api.example.net", &[target.address.ip()]);
    let egress = world.egress(world::stand_ins(&[target.address.port()]));
    let url = format!("http://api.example.net:{}/", target.address.port());
    let mut flood = JoinSet::new();
    for _ in 0..1000 {
        let (egress, request) = (egress.clone(), of_guild(1, &url));
        flood.spawn(async move { egress.fetch(request).await.map(|_| ()) });
    }
    // The burst is gone: from here on the host's rate decides who is next.
    eventually(|| target.seen.connections() > 100).await;
    let started = Instant::now();
    let waiting = flood.len();
    egress.fetch(of_guild(2, &url)).await.expect("an answer");
    let took = started.elapsed();
    // At most ten of the flood, a fifth of a second, are before it; 900 would be 18 s.
    assert!(took < Duration::from_secs(2), "{took:?}");
    assert!(waiting > 500, "the flood went on");
}

/// Cases about parts that are not here, and where they are held.
const ELSEWHERE: [&str; 2] = [
    // The only label is the outcome, one of a fixed list: see `FetchError::code`.
    "avail-metrics-card",
    // Deadlines are instants of the runtime's clock; nothing here asks for the time of day.
    "avail-clock",
];

#[tokio::test]
async fn cases_of_availability_hold() {
    let mut run = 0;
    for case in cases::of("availability", 8) {
        match case.id.as_str() {
            "avail-parallel" => parallel().await,
            "avail-circuit" => circuit().await,
            "avail-cancel" => cancel().await,
            "avail-panic" => panic_free().await,
            "avail-pool-poison" => pool_poison().await,
            "avail-retry" => retry().await,
            other => {
                assert!(ELSEWHERE.contains(&other), "{other}");
                continue;
            }
        }
        run += 1;
    }
    assert_eq!(run, 6);
}

async fn parallel() {
    let gate = Gate::closed().await;
    let url = world::url(gate.target.address);
    let egress = World::new()
        .await
        .egress(world::loopback(&[gate.target.address.port()]));
    let mut fetches = JoinSet::new();
    for _ in 0..5 {
        let (egress, request) = (egress.clone(), of_guild(1, &url));
        fetches.spawn(async move { egress.fetch(request).await.map(|_| ()) });
    }
    eventually(|| gate.target.seen.requests().len() == 5).await;
    gate.open.add_permits(5);
    while let Some(fetched) = fetches.join_next().await {
        fetched.unwrap().expect("an answer");
    }
}

async fn circuit() {
    let target = Target::saying("HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n").await;
    let egress = World::new()
        .await
        .egress(world::loopback(&[target.address.port()]));
    for _ in 0..20 {
        let _ = egress.fetch(world::get(&world::url(target.address))).await;
    }
    assert_eq!(target.seen.connections(), 5);
}

async fn cancel() {
    let target = Target::start(|mut stream, seen| async move {
        seen.request(&mut stream).await;
        drain(&mut stream).await;
    })
    .await;
    let egress = World::new()
        .await
        .egress(world::loopback(&[target.address.port()]));
    let request = world::get(&world::url(target.address));
    let fetch = tokio::spawn(async move { egress.fetch(request).await.map(|_| ()) });
    eventually(|| target.seen.requests().len() == 1).await;
    fetch.abort();
    eventually(|| target.seen.open() == 0).await;
}

async fn panic_free() {
    let egress = World::new().await.egress(world::loopback(&[80]));
    for url in [
        "http://[",
        "",
        "http://",
        "://",
        "http:///",
        "\0",
        "http://%",
        "http://a:b:c/",
    ] {
        let failed = egress.fetch(world::get(url)).await.expect_err(url);
        assert_eq!(failed.error.code(), "url-invalid", "{url}");
    }
}

async fn pool_poison() {
    let mut answer = json("{\"name\":\"Ryan\"}");
    answer.extend(json("{\"name\":\"Mallory\"}"));
    let target = Target::saying(answer).await;
    let egress = World::new()
        .await
        .egress(world::loopback(&[target.address.port()]));
    for guild in 1..4 {
        let fetched = egress
            .fetch(of_guild(guild, &world::url(target.address)))
            .await
            .expect("an answer");
        assert_eq!(fetched.body, b"{\"name\":\"Ryan\"}");
    }
    assert_eq!(target.seen.connections(), 3, "none was used twice");
}

async fn retry() {
    let target = Target::start(|mut stream, seen| async move {
        seen.request(&mut stream).await;
        stream.set_zero_linger().unwrap();
    })
    .await;
    let egress = World::new()
        .await
        .egress(world::loopback(&[target.address.port()]));
    for method in [Method::Post, Method::Get] {
        let before = target.seen.requests().len();
        let mut request = world::get(&world::url(target.address));
        request.method = method;
        request.body = Some("{}".to_owned());
        let failed = egress.fetch(request).await.expect_err("no answer");
        assert_eq!(failed.error, FetchError::Broken);
        assert_eq!(target.seen.requests().len(), before + 1, "{method:?}");
    }
}
