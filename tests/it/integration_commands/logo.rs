//! Logos, which nobody who looks at an integration fetches from its author.

use std::io::Cursor;

use frontdesk_sandbox::Reply;
use image::{ImageFormat, RgbaImage};

use super::run;
use crate::egress::certificate::{Authority, Kind};
use crate::egress::image::Shown;
use crate::egress::target::{Target, finish};
use crate::egress::world;
use crate::publishing::operate;
use crate::support::Desk;

/// A server with a logo, and the authority that vouches for it.
async fn author() -> (Target, Authority) {
    let authority = Authority::new();
    let acceptor = authority.server("127.0.0.1", Kind::Good, &["http/1.1"]);
    let mut logo = Vec::new();
    RgbaImage::new(900, 300)
        .write_to(&mut Cursor::new(&mut logo), ImageFormat::Png)
        .unwrap();
    let answer = [
        &b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"[..],
        &logo,
    ]
    .concat();
    let listener = world::listen([127, 0, 0, 1].into()).await;
    let target = Target::on(listener, move |stream, seen| {
        let (acceptor, answer) = (acceptor.clone(), answer.clone());
        async move {
            if let Ok(mut stream) = acceptor.accept(stream).await
                && seen.request(&mut stream).await.is_some()
            {
                finish(&mut stream, &answer).await;
            }
        }
    });
    (target, authority)
}

fn thumbnail(reply: &Reply) -> Option<String> {
    let text = reply.text();
    let (_, rest) = text.split_once("(thumbnail ")?;
    Some(rest.split_once(')')?.0.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logo_is_shown_through_the_bot_alone() {
    let (target, authority) = author().await;
    let mut desk = Desk::closed().await;
    desk.allow(target.address);
    desk.variable("FRONTDESK_PUBLIC_URL", "https://desk.example.com/bot/");
    desk.variable(
        "FRONTDESK_EGRESS_CA",
        String::from_utf8(authority.pem()).unwrap(),
    );
    desk.operated_by("admin");
    desk.start().await;
    let admin = desk.user("admin");
    let logo = format!("https://{}/logo", target.address);
    let created = run(
        &admin,
        &format!("/integration create name:Mine url:https://api.example.com/ logo:{logo}"),
    )
    .await;
    let edited = run(
        &admin,
        "/integration edit integration:Mine description:Words",
    )
    .await;
    let viewed = run(&admin, "/integration view integration:mine").await;
    let activated = run(&admin, "/integration activate integration:Mine").await;
    let asked = run(&admin, "/integration publish integration:Mine").await;
    asked.press("Confirm").finished().await;
    let pending = run(&admin, "/operator integrations pending").await;
    let judged = pending.select(["Mine"]).finished().await;
    let approved = judged.press("Approve").finished().await;
    let mut catalogue = run(&admin, "/integration list scope:public").await;
    if !catalogue.text().contains("Mine") {
        catalogue = catalogue.press("Next").finished().await;
    }
    let link = thumbnail(&viewed).expect("a thumbnail");
    for reply in [
        &created, &edited, &activated, &judged, &approved, &catalogue,
    ] {
        assert_eq!(thumbnail(reply).as_ref(), Some(&link), "{}", reply.text());
    }
    assert_eq!(target.seen.connections(), 0, "showing it asks nobody");

    let segment = link
        .strip_prefix("https://desk.example.com/bot/i/")
        .expect("a link under the public URL");
    let shown = Shown::of(desk.web(), "GET", segment, "").await;
    assert_eq!(shown.status, 200, "{}", shown.head);
    assert_eq!(shown.header("content-type"), Some("image/png"));
    assert_eq!(shown.header("x-frame-options"), Some("DENY"));
    let picture = image::load_from_memory_with_format(&shown.body, ImageFormat::Png).unwrap();
    assert_eq!((picture.width(), picture.height()), (512, 171));
    assert_eq!(target.seen.connections(), 1);
    let forged = Shown::of(desk.web(), "GET", &segment[1..], "").await;
    assert_eq!(forged.status, 404);

    // The same link after a restart: the key is derived, not made up.
    desk.stop().await;
    desk.start().await;
    let again = run(&desk.user("admin"), "/integration view integration:Mine").await;
    assert_eq!(thumbnail(&again), Some(link));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_judges_or_agrees_sees_it_in_the_same_way() {
    let mut desk = Desk::closed().await;
    desk.operated_by("noor");
    desk.variable("FRONTDESK_PUBLIC_URL", "https://desk.example.com/");
    desk.start().await;
    let admin = desk.user("admin");
    let logo = "https://example.com/logo.png";
    run(
        &admin,
        &format!("/integration create name:Mine url:https://api.example.com/ logo:{logo}"),
    )
    .await;
    let viewed = run(&admin, "/integration view integration:Mine").await;
    let link = thumbnail(&viewed).expect("a thumbnail");
    assert!(link.starts_with("https://desk.example.com/i/"), "{link}");

    let asked = run(&admin, "/integration publish integration:Mine").await;
    asked.press("Confirm").finished().await;
    let pending = operate(&desk, "/operator integrations pending").await;
    let card = pending.select(["Mine"]).finished().await;
    assert_eq!(thumbnail(&card).as_ref(), Some(&link), "{}", card.text());
    let approved = card.press("Approve").finished().await;
    assert_eq!(thumbnail(&approved).as_ref(), Some(&link));

    let activate = run(&admin, "/integration activate integration:Mine").await;
    activate.press("Confirm").finished().await;
    run(
        &admin,
        "/integration edit integration:Mine url:https://other.example.com/",
    )
    .await;
    let approve = "/operator integrations approve integration:Mine";
    let again = operate(&desk, approve).await;
    assert_eq!(thumbnail(&again).as_ref(), Some(&link), "{}", again.text());
    again.press("Approve").finished().await;
    let paused = run(&admin, "/integration list").await;
    let review = paused.press("Review Mine").finished().await;
    assert_eq!(
        thumbnail(&review).as_ref(),
        Some(&link),
        "{}",
        review.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_public_url_there_is_no_logo() {
    let desk = Desk::open().await;
    let admin = desk.user("admin");
    let created = run(
        &admin,
        "/integration create name:Mine url:https://api.example.com/ logo:https://example.com/logo.png",
    )
    .await;
    assert!(created.text().contains("is created"));
    assert_eq!(thumbnail(&created), None);
}
