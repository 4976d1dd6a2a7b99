//! Values that are kept with a ticket: nothing is asked twice.

use std::collections::BTreeMap;

use frontdesk::integrations::Integration;
use frontdesk::model::{ChannelId, InteractionId, NewTicket, Reservation, TicketId};
use frontdesk::render::Value;

use super::scene::{GUILD, MEMBER, OWNER, Scene, about, manifest, missing, text};
use super::upstream::{Behaviour, Upstream};

async fn reserved(scene: &Scene) -> TicketId {
    let new = NewTicket {
        guild: GUILD,
        panel: None,
        opener: MEMBER,
        subject: None,
        interaction: InteractionId::new(1),
        reference: "reference".into(),
        instance: "first start".into(),
        opened_at: scene.service.clock.now(),
    };
    match scene.service.store.reserve_ticket(&new, 5).await.unwrap() {
        Reservation::Reserved(ticket) => ticket.id,
        other => panic!("{other:?}"),
    }
}

/// What a ticket's opening comes to, once it is written down.
async fn opened(
    scene: &Scene,
    ticket: TicketId,
    names: &[&str],
    asked: &[&Integration],
) -> BTreeMap<String, Value> {
    let active = scene.service.active(GUILD).await.unwrap();
    let context = about(GUILD, MEMBER, names);
    let mut run = scene.service.start_for(ticket, active, context);
    run.channel_created(ChannelId::new(9));
    run.finished().await;
    for integration in asked {
        scene.log(GUILD, integration, 1).await;
    }
    run.values()
}

async fn later(scene: &Scene, ticket: TicketId, names: &[&str]) -> BTreeMap<String, Value> {
    let mut context = about(GUILD, MEMBER, names);
    context.request.channel = Some(ChannelId::new(9));
    context.request.is_new_ticket = false;
    let values = scene.service.values_of_ticket(ticket, context);
    values.await.unwrap()
}

#[tokio::test]
async fn what_was_fetched_at_the_opening_is_not_asked_for_again() {
    let first = Upstream::start(Behaviour::json(
        r#"{"name":"Ryan","since":1700000000,"big":10000000000000000000000001,"note":"*hi*"}"#,
    ))
    .await;
    let second = Upstream::start(Behaviour::json(r#"{"rank":"gold"}"#)).await;
    let scene = Scene::new(&[&first, &second]).await;
    let mut a = manifest(
        "A",
        &first.url("/"),
        &["name", "since", "big", "note", "none"],
    );
    for (placeholder, format) in
        a.placeholders
            .iter_mut()
            .zip(["text", "timestamp", "number", "markdown", "text"])
    {
        placeholder.format = serde_json::from_value(format.into()).unwrap();
    }
    let a = scene.activated(GUILD, a, &[]).await;
    let mut b = manifest("B", &second.url("/"), &["rank"]);
    b.request.method = "POST".into();
    scene.activated(GUILD, b, &[]).await;
    let ticket = reserved(&scene).await;
    let names = ["name", "since", "big", "note", "none"];
    let at_first = opened(&scene, ticket, &names, &[&a]).await;
    first.now(Behaviour::Status(500, "{}".into()));
    assert_eq!(later(&scene, ticket, &names).await, at_first);
    assert_eq!(
        at_first["big"],
        Value::Number("10000000000000000000000001".into())
    );
    assert_eq!(first.received().len(), 1);

    // Of what a closing message wants besides, only that is asked for.
    let both = later(&scene, ticket, &["name", "rank"]).await;
    assert_eq!(
        (&both["name"], &both["rank"]),
        (&text("Ryan"), &text("gold"))
    );
    assert_eq!((first.received().len(), second.received().len()), (1, 1));
    let body = second.received()[0].json();
    assert_eq!(
        (&body["is_new_ticket"], &body["ticket_channel_id"]),
        (&false.into(), &"9".into())
    );
}

#[tokio::test]
async fn what_failed_or_was_added_since_is_asked_for_and_kept_beside_the_rest() {
    let upstream = Upstream::start(Behaviour::Status(500, "{}".into())).await;
    let scene = Scene::new(&[&upstream]).await;
    let a = scene
        .activated(GUILD, manifest("A", &upstream.url("/"), &["name"]), &[])
        .await;
    let ticket = reserved(&scene).await;
    let values = opened(&scene, ticket, &["name"], &[&a]).await;
    assert_eq!(values["name"], missing("no name"));

    upstream.now(Behaviour::json(r#"{"name":"Ryan","rank":"gold"}"#));
    assert_eq!(later(&scene, ticket, &["name"]).await["name"], text("Ryan"));
    scene.log(GUILD, &a, 2).await;
    upstream.now(Behaviour::json(r#"{"name":"Renamed","rank":"lead"}"#));
    let edited = scene.service.edit(OWNER, a.id, |manifest| {
        let mut rank = manifest.placeholders[0].clone();
        rank.name = "rank".into();
        rank.path = "rank".into();
        manifest.placeholders.push(rank);
        Ok(())
    });
    edited.await.unwrap();
    let values = later(&scene, ticket, &["name", "rank"]).await;
    assert_eq!(
        (&values["name"], &values["rank"]),
        (&text("Ryan"), &text("lead")),
        "what was shown stays what it was"
    );
    scene.log(GUILD, &a, 3).await;
    later(&scene, ticket, &["name", "rank"]).await;
    assert_eq!(upstream.received().len(), 3);
}

#[tokio::test]
async fn they_are_sealed_for_their_ticket_and_go_with_it() {
    let upstream = Upstream::start(Behaviour::json(r#"{"name":"planted-value"}"#)).await;
    let scene = Scene::new(&[&upstream]).await;
    let a = scene
        .activated(GUILD, manifest("A", &upstream.url("/"), &["name"]), &[])
        .await;
    let ticket = reserved(&scene).await;
    opened(&scene, ticket, &["name"], &[&a]).await;
    let store = &scene.service.store;
    let kept = store.ticket_values(ticket).await.unwrap();
    let [(integration, sealed)] = kept.try_into().unwrap();
    assert_eq!(integration, a.id);
    let readable = sealed
        .as_bytes()
        .windows(7)
        .any(|window| window == b"planted");
    assert!(!readable);
    // A row that somebody moved to another ticket is asked for instead.
    let other = NewTicket {
        guild: GUILD,
        panel: None,
        opener: MEMBER,
        subject: None,
        interaction: InteractionId::new(2),
        reference: "other".into(),
        instance: "first start".into(),
        opened_at: scene.service.clock.now(),
    };
    let Reservation::Reserved(other) = store.reserve_ticket(&other, 5).await.unwrap() else {
        panic!("not reserved");
    };
    let now = scene.service.clock.now();
    let moved = store.keep_ticket_values(other.id, a.id, &sealed, now);
    moved.await.unwrap();
    later(&scene, other.id, &["name"]).await;
    assert_eq!(upstream.received().len(), 2);
    assert!(store.undo_ticket(ticket).await.unwrap());
    assert!(store.ticket_values(ticket).await.unwrap().is_empty());
}

#[tokio::test]
async fn while_an_integration_is_paused_its_kept_values_are_not_shown() {
    let upstream = Upstream::start(Behaviour::json(r#"{"name":"Ryan"}"#)).await;
    let scene = Scene::new(&[&upstream]).await;
    let a = scene
        .activated(GUILD, manifest("A", &upstream.url("/"), &["name"]), &[])
        .await;
    let ticket = reserved(&scene).await;
    opened(&scene, ticket, &["name"], &[&a]).await;
    let edited = scene.service.edit(OWNER, a.id, |manifest| {
        manifest
            .request
            .headers
            .extend([("X-New".into(), "1".into())]);
        Ok(())
    });
    edited.await.unwrap();
    let values = later(&scene, ticket, &["name"]).await;
    assert_eq!(values["name"], missing("no name"));
    assert_eq!(upstream.received().len(), 1);
}
