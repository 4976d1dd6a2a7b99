//! Hostile and broken name servers.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

use frontdesk::egress::{Egress, FetchError, PolicySettings, StepKind};
use hickory_proto::op::ResponseCode;
use serde_json::Value;
use tokio::net::TcpListener;

use super::cases::{self, Case, texts};
use super::name_server::Reply;
use super::target::{Target, json};
use super::world::{self, DEADLINE, TOLERANCE, World, outcome, stand_in, stand_ins};

const NAME: &str = "app.example.net";

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

/// The addresses of an answer set, public ones replaced by what stands for them here.
fn addresses(case: &Case, answers: &Value) -> Vec<IpAddr> {
    let public = case.texts("may_dial");
    ["A", "AAAA"]
        .into_iter()
        .flat_map(|kind| texts(&answers[kind]))
        .map(|text| {
            if public.contains(&text) {
                stand_in(address(&text))
            } else {
                address(&text)
            }
        })
        .collect()
}

fn tell(world: &World, case: &Case) {
    let answers = case.field("answers");
    let name = case.text("hostname");
    if let Some(sequence) = case.field("sequence").as_array() {
        let replies = sequence
            .iter()
            .map(|step| Reply::Addresses(addresses(case, step), 0))
            .collect();
        world.dns.say(name, replies);
    } else if let Some(code) = answers["rcode"].as_str() {
        assert_eq!(code, "SERVFAIL");
        world
            .dns
            .say(name, vec![Reply::Code(ResponseCode::ServFail)]);
    } else if !answers["CNAME_LOOP"].is_null() {
        let round = texts(&answers["CNAME_LOOP"]);
        world.dns.say(name, vec![Reply::Alias(round[0].clone())]);
        world.dns.say(
            round[0].trim_end_matches('.'),
            vec![Reply::Alias(round[1].clone())],
        );
    } else if let Some(length) = answers["CNAME_CHAIN"].as_u64() {
        world
            .dns
            .say(name, vec![Reply::Alias("hop-1.example.net.".to_owned())]);
        for hop in 1..length {
            world.dns.say(
                &format!("hop-{hop}.example.net"),
                vec![Reply::Alias(format!("hop-{}.example.net.", hop + 1))],
            );
        }
        world.dns.addresses(
            &format!("hop-{length}.example.net"),
            &addresses(case, answers),
        );
    } else if let Some(alias) = texts(&answers["CNAME"]).first() {
        world.dns.say(name, vec![Reply::Alias(alias.clone())]);
        world
            .dns
            .addresses(alias.trim_end_matches('.'), &addresses(case, answers));
    } else {
        world.dns.addresses(name, &addresses(case, answers));
    }
    if let Some(zone) = case.field("behaviour")["zone"].as_object() {
        for (name, answers) in zone {
            world
                .dns
                .addresses(name.trim_end_matches('.'), &addresses(case, answers));
        }
    }
}

/// Listeners on all addresses of a case that can be listened on here, at one port.
struct Net {
    port: u16,
    public: Vec<Target>,
    forbidden: Vec<Target>,
}

impl Net {
    async fn of(case: &Case) -> Self {
        loop {
            let anchor = TcpListener::bind("127.200.0.1:0")
                .await
                .expect("a listener");
            let port = anchor.local_addr().expect("an address").port();
            // Only for a free port: `0.0.0.0` cannot be listened on beside it.
            drop(anchor);
            if let Some(net) = Self::at(case, port).await {
                return net;
            }
        }
    }

    async fn at(case: &Case, port: u16) -> Option<Self> {
        let refusing = texts(&case.field("behaviour")["refuse_connect"]);
        let mut public = Vec::new();
        let mut forbidden = Vec::new();
        for text in case.texts("may_dial") {
            if !refusing.contains(&text) {
                match TcpListener::bind((stand_in(address(&text)), port)).await {
                    Ok(listener) => {
                        public.push(Target::say_on(listener, json("{\"name\":\"Ryan\"}")));
                    }
                    Err(error) if error.kind() == ErrorKind::AddrInUse => return None,
                    // A machine without IPv6: the case allows an error then.
                    Err(_) => {}
                }
            }
        }
        for text in case.texts("never_dial") {
            // Other hosts' addresses cannot be listened on; a port of its own is watched at that port.
            let watched: SocketAddr = if let Ok(address) = text.parse::<IpAddr>() {
                SocketAddr::new(address, port)
            } else {
                let watched: SocketAddr = text.parse().expect("an address with a port");
                SocketAddr::new(stand_in(watched.ip()), watched.port())
            };
            match TcpListener::bind(watched).await {
                Ok(listener) => forbidden.push(Target::say_on(listener, json("{}"))),
                Err(error) if error.kind() == ErrorKind::AddrInUse && watched.port() == port => {
                    return None;
                }
                Err(_) => {}
            }
        }
        Some(Self {
            port,
            public,
            forbidden,
        })
    }
}

fn client(world: &World, case: &Case, port: u16) -> Egress {
    let mut settings = stand_ins(&[port]);
    let ipv6_is_public = case
        .texts("may_dial")
        .iter()
        .any(|address| address.contains(':'));
    if ipv6_is_public && !case.texts("never_dial").contains(&"::1".to_owned()) {
        settings.allow.push("::1/128".parse().expect("a range"));
    }
    world.egress(settings)
}

#[tokio::test]
async fn every_answer_is_judged_and_only_judged_addresses_are_dialled() {
    let mut run = 0;
    for case in cases::of("resolver", 29) {
        let world = World::new().await;
        tell(&world, &case);
        let net = Net::of(&case).await;
        let egress = client(&world, &case, net.port);
        let url = format!("http://{}:{}/", case.text("hostname"), net.port);
        let requests = case.field("sequence").as_array().map_or(1, Vec::len);
        for _ in 0..requests {
            let started = Instant::now();
            let result = egress.fetch(world::get(&url)).await;
            assert!(started.elapsed() < DEADLINE + TOLERANCE, "{}", case.id);
            let seen = match outcome(&result) {
                "value" => "allowed",
                // In this class a name that cannot be resolved in time is an error like any other.
                "timeout" => "error",
                other => other,
            };
            case.check(seen, &result);
        }
        for target in &net.forbidden {
            assert_eq!(
                target.seen.connections(),
                0,
                "{}: {}",
                case.id,
                target.address
            );
        }
        let dials: usize = net
            .public
            .iter()
            .map(|target| target.seen.connections())
            .sum();
        assert!(dials <= 4 * requests, "{}", case.id);
        for name in world.dns.names() {
            assert!(!name.contains("svc.cluster.local"), "{}: {name}", case.id);
        }
        run += 1;
    }
    assert_eq!(run, 29);
}

#[tokio::test]
async fn a_name_is_resolved_once_for_a_fetch_and_kept_for_a_while() {
    let world = World::new().await;
    let listener = world::listen(address("127.93.0.1")).await;
    let port = listener.local_addr().expect("an address").port();
    let target = Target::say_on(listener, json("{}"));
    // A TTL of 0, and another answer each time: what was judged first is what is dialled, also at the second fetch.
    world.dns.say(
        NAME,
        vec![
            Reply::Addresses(vec![address("127.93.0.1")], 0),
            Reply::Addresses(vec![address("127.0.0.1")], 0),
        ],
    );
    let egress = world.egress(stand_ins(&[port]));
    for _ in 0..2 {
        egress
            .fetch(world::get(&format!("http://{NAME}:{port}/")))
            .await
            .expect("an answer");
    }
    assert_eq!(world.dns.questions(), 2, "one for each family");
    assert_eq!(target.seen.connections(), 2);
}

#[tokio::test]
async fn a_truncated_answer_is_asked_for_again_over_tcp() {
    let world = World::new().await;
    let listener = world::listen(address("127.93.0.2")).await;
    let port = listener.local_addr().expect("an address").port();
    let _target = Target::say_on(listener, json("{}"));
    let mut addresses = vec![address("127.93.0.2"); 1];
    addresses.extend((3..60).map(|last| IpAddr::from([127, 93, 0, last])));
    world
        .dns
        .say(NAME, vec![Reply::Truncated(addresses.clone())]);
    let egress = world.egress(stand_ins(&[port]));
    let url = format!("http://{NAME}:{port}/");
    egress.fetch(world::get(&url)).await.expect("an answer");
    assert!(world.dns.over_tcp() > 0);

    // One bad address among sixty that only TCP tells of.
    addresses.push(address("127.0.0.1"));
    world
        .dns
        .say("other.example.net", vec![Reply::Truncated(addresses)]);
    let failed = egress
        .fetch(world::get(&format!("http://other.example.net:{port}/")))
        .await
        .expect_err("refused");
    assert_eq!(failed.error.code(), "ip-loopback");
}

#[tokio::test]
async fn a_silent_name_server_costs_two_seconds() {
    let world = World::new().await;
    world.dns.say(NAME, vec![Reply::Silence]);
    let egress = world.egress(PolicySettings::default());
    let started = Instant::now();
    let failed = egress
        .fetch(world::get(&format!("https://{NAME}/")))
        .await
        .expect_err("no address");
    assert_eq!(failed.error, FetchError::NameFailed);
    assert_eq!(failed.steps.last().expect("a step").kind, StepKind::Resolve);
    assert!(started.elapsed() < Duration::from_secs(2) + TOLERANCE);
}

#[tokio::test]
async fn a_name_that_does_not_exist_says_so() {
    let world = World::new().await;
    let egress = world.egress(PolicySettings::default());
    for (name, reply) in [
        ("gone.example.net", Reply::Code(ResponseCode::NXDomain)),
        ("empty.example.net", Reply::Addresses(Vec::new(), 60)),
    ] {
        world.dns.say(name, vec![reply]);
        let failed = egress
            .fetch(world::get(&format!("https://{name}/")))
            .await
            .expect_err("no address");
        assert_eq!(failed.error, FetchError::NameNotFound, "{name}");
    }
}

#[tokio::test]
async fn the_next_address_is_tried_when_one_refuses() {
    let world = World::new().await;
    let listener = world::listen(address("127.93.0.9")).await;
    let port = listener.local_addr().expect("an address").port();
    let target = Target::say_on(listener, json("{}"));
    let addresses: Vec<IpAddr> = (7..=9)
        .map(|last| IpAddr::from([127, 93, 0, last]))
        .collect();
    world.dns.addresses(NAME, &addresses);
    world
        .egress(stand_ins(&[port]))
        .fetch(world::get(&format!("http://{NAME}:{port}/")))
        .await
        .expect("an answer from the third");
    assert_eq!(target.seen.connections(), 1);
}

fn many(count: u32) -> Vec<IpAddr> {
    (0..count)
        .map(|number| IpAddr::from((0x7f5d_0000 + number).to_be_bytes()))
        .collect()
}

#[tokio::test]
async fn a_name_with_hundreds_of_addresses_is_none() {
    let world = World::new().await;
    let listener = world::listen(address("127.93.0.0")).await;
    let port = listener.local_addr().expect("an address").port();
    let target = Target::say_on(listener, json("{}"));
    let egress = world.egress(stand_ins(&[port]));
    // 128 are still judged one by one; 129 are too many; 600 are more than is read of an answer.
    for (count, expected) in [
        (128, None),
        (129, Some(FetchError::NameFailed)),
        (600, Some(FetchError::NameFailed)),
        (3000, Some(FetchError::NameFailed)),
    ] {
        let name = format!("many-{count}.example.net");
        world.dns.say(&name, vec![Reply::Truncated(many(count))]);
        let started = Instant::now();
        let result = egress
            .fetch(world::get(&format!("http://{name}:{port}/")))
            .await;
        assert_eq!(result.err().map(|failed| failed.error), expected, "{count}");
        assert!(started.elapsed() < Duration::from_secs(2) + TOLERANCE);
    }
    assert_eq!(target.seen.connections(), 1);
}

#[tokio::test]
async fn damaged_answers_are_none() {
    let world = World::new().await;
    let egress = world.egress(PolicySettings::default());
    for (number, bytes) in [
        Vec::new(),
        vec![0xff; 3],
        vec![0xff; 500],
        // A header that promises an answer which is not there.
        vec![0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0],
        // A name that points at itself.
        vec![
            0x81, 0x80, 0, 0, 0, 1, 0, 0, 0, 0, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 1, 1, 1, 1,
        ],
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("broken-{number}.example.net");
        world.dns.say(&name, vec![Reply::Bytes(bytes)]);
        let started = Instant::now();
        let failed = egress
            .fetch(world::get(&format!("https://{name}/")))
            .await
            .expect_err("no address");
        assert_eq!(failed.error, FetchError::NameFailed, "{number}");
        assert!(started.elapsed() < Duration::from_secs(2) + TOLERANCE);
    }
}

#[tokio::test]
async fn a_late_answer_is_waited_for_and_a_later_one_is_not() {
    let world = World::new().await;
    let listener = world::listen(address("127.93.0.10")).await;
    let port = listener.local_addr().expect("an address").port();
    let _target = Target::say_on(listener, json("{}"));
    let egress = world.egress(stand_ins(&[port]));
    let addresses = vec![address("127.93.0.10")];
    for (milliseconds, expected) in [(600, None), (5000, Some(FetchError::NameFailed))] {
        let name = format!("late-{milliseconds}.example.net");
        let late = Reply::Late(Duration::from_millis(milliseconds), addresses.clone());
        world.dns.say(&name, vec![late]);
        let started = Instant::now();
        let result = egress
            .fetch(world::get(&format!("http://{name}:{port}/")))
            .await;
        assert_eq!(result.err().map(|failed| failed.error), expected);
        assert!(started.elapsed() < Duration::from_secs(2) + TOLERANCE);
    }
}

#[tokio::test]
async fn that_a_name_does_not_exist_is_kept_for_a_moment() {
    let world = World::new().await;
    let egress = world.egress(PolicySettings::default());
    for _ in 0..3 {
        let failed = egress
            .fetch(world::get("https://gone.example.net/"))
            .await
            .expect_err("no address");
        assert_eq!(failed.error, FetchError::NameNotFound);
    }
    assert_eq!(world.dns.questions(), 2, "one for each family");
}
