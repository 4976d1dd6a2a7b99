//! Targets that keep failing, seen through the whole client.

use std::time::Duration;

use frontdesk::egress::{FetchError, FetchRequest};
use frontdesk::model::GuildId;

use super::target::{Target, json};
use super::world::{self, World};

#[tokio::test]
async fn what_one_server_breaks_works_for_the_others() {
    // Fails for the path that the first server asks for.
    let target = Target::start(|mut stream, seen| async move {
        let Some(request) = seen.request(&mut stream).await else {
            return;
        };
        let answer = if request.starts_with("GET /fail") {
            b"HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n".to_vec()
        } else {
            json("{}")
        };
        super::target::finish(&mut stream, &answer).await;
    })
    .await;
    let egress = World::new()
        .await
        .egress(world::loopback(&[target.address.port()]));
    let failing = world::get(&format!("http://{}/fail", target.address));
    for _ in 0..5 {
        let failed = egress.fetch(failing.clone()).await.expect_err("a failure");
        assert_eq!(failed.error, FetchError::Status { status: 503 });
    }
    let failed = egress.fetch(failing).await.expect_err("resting");
    assert!(matches!(
        failed.error,
        FetchError::Resting { seconds: 29..=30 }
    ));
    let other = FetchRequest {
        guild: GuildId::new(2),
        ..world::get(&world::url(target.address))
    };
    egress
        .fetch(other)
        .await
        .expect("an answer for the other server");
}

#[tokio::test]
async fn a_host_that_is_down_rests_for_all() {
    let target = Target::saying(json("{}")).await;
    let address = target.address;
    drop(target);
    let egress = World::new()
        .await
        .egress(world::loopback(&[address.port()]));
    for guild in 1..=5 {
        let failed = egress
            .fetch(FetchRequest {
                guild: GuildId::new(guild),
                ..world::get(&world::url(address))
            })
            .await
            .expect_err("nobody there");
        assert_eq!(failed.error, FetchError::Unreachable);
    }
    let failed = egress
        .fetch(world::get(&world::url(address)))
        .await
        .expect_err("resting");
    assert!(matches!(failed.error, FetchError::Resting { .. }));
}

#[tokio::test]
async fn an_author_who_gets_the_key_wrong_is_not_locked_out() {
    let target = Target::saying("HTTP/1.1 401 No\r\ncontent-length: 0\r\n\r\n").await;
    let egress = World::new()
        .await
        .egress(world::loopback(&[target.address.port()]));
    for _ in 0..8 {
        let failed = egress
            .fetch(world::get(&world::url(target.address)))
            .await
            .expect_err("a refusal");
        assert_eq!(failed.error, FetchError::Status { status: 401 });
    }
}

#[tokio::test]
async fn a_request_without_time_left_says_nothing_about_its_target() {
    let target = Target::saying(json("{}")).await;
    let egress = World::new()
        .await
        .egress(world::loopback(&[target.address.port()]));
    for _ in 0..8 {
        let mut request = world::get(&world::url(target.address));
        request.deadline = Duration::ZERO;
        egress.fetch(request).await.expect_err("no time");
    }
    assert_eq!(target.seen.connections(), 0);
    egress
        .fetch(world::get(&world::url(target.address)))
        .await
        .expect("an answer");
}
