//! What nobody may get at, by name, by id or by a custom id that was made up.

use std::collections::BTreeMap;

use frontdesk::discord::CustomId;
use frontdesk::discord::Message;
use frontdesk::discord::components::integration::{IntegrationPress, PublicPress};
use frontdesk::discord::components::operator::OperatorPress;
use frontdesk::discord::outbound::{Button, ButtonStyle};
use frontdesk::model::{ChannelId, Failure, GuildId, IntegrationId};
use frontdesk_sandbox::{Answer, Upstream};

use super::{desk, elsewhere, operate, published, queued, used_elsewhere};
use crate::integration_commands::run;
use crate::support::Desk;

/// What others must never see of Ada's integration.
const PLANTED: [&str; 4] = ["planted-header", "/lookup", "user=", "planted-key"];

/// A message in Sam's server with buttons that nobody's bot would offer there: what a press of each answers.
async fn forged(desk: &Desk, who: &str, press: CustomId) -> String {
    let channel = desk.state().read(|world| {
        let guild = world
            .guilds
            .values()
            .find(|one| one.name == "Elsewhere")
            .unwrap()
            .id;
        let mut channels = world.channels.values();
        channels.find(|one| one.guild == Some(guild)).unwrap().id
    });
    let message =
        Message::text("Forged").buttons([Button::new("Forged", ButtonStyle::Primary(press))]);
    let posted = desk
        .outbound
        .post(ChannelId::new(channel.0), &message)
        .await
        .unwrap();
    let actor = desk.user(who);
    let seen = actor.messages("Elsewhere/general");
    let seen = seen
        .iter()
        .find(|seen| seen.id().0 == posted.get())
        .unwrap();
    let reply = actor.press("Forged").on(seen).finished().await;
    // What everybody sees is not replaced.
    let beside = reply.followups();
    beside
        .last()
        .map_or_else(|| reply.text(), frontdesk_sandbox::Seen::text)
}

async fn the_one(desk: &Desk) -> IntegrationId {
    let owned = desk.store.integrations_of(desk.account("admin")).await;
    owned.unwrap()[0].id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_integration_is_nobodys_but_its_owners() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    queued(&desk, &api).await;
    let id = the_one(&desk).await;
    for line in [
        "/integration view integration:my integration".to_owned(),
        "/integration activate integration:my integration".to_owned(),
        "/integration export integration:my integration".to_owned(),
        "/integration publish integration:my integration".to_owned(),
        "/integration unpublish integration:my integration".to_owned(),
        "/integration delete integration:my integration".to_owned(),
        "/integration test integration:my integration".to_owned(),
        "/integration log integration:my integration".to_owned(),
        format!("/integration activate integration:{id}"),
    ] {
        let reply = elsewhere(&desk, &line).await;
        assert!(
            reply.text().contains("no integration called")
                || reply.text().contains("No integration called"),
            "{line}: {}",
            reply.text()
        );
    }
    let press = |press| CustomId::Integration(IntegrationPress::Public(press));
    for forgery in [
        press(PublicPress::Publish(id)),
        press(PublicPress::Unpublish(id)),
        press(PublicPress::Review(id)),
        press(PublicPress::Enter(id)),
        press(PublicPress::Consent {
            integration: id,
            version: 9,
        }),
        CustomId::Integration(IntegrationPress::Delete(id)),
        CustomId::Integration(IntegrationPress::Log {
            integration: id,
            page: 0,
        }),
        CustomId::Operator(OperatorPress::Approve {
            integration: id,
            version: 9,
        }),
        CustomId::Operator(OperatorPress::TakeDown(id)),
        CustomId::Operator(OperatorPress::Block(desk.guild())),
    ] {
        let answer = forged(&desk, "sam", forgery.clone()).await;
        let refusals = ["does not exist any", "is not active", "Only the operators"];
        assert!(
            refusals.iter().any(|refusal| answer.contains(refusal)),
            "{forgery}: {answer}"
        );
    }
    // Somebody who manages nothing is told so.
    let answer = forged(&desk, "sam", press(PublicPress::Search)).await;
    assert!(!answer.contains("Only"), "{answer}");
    let stored = desk.store.integration(id).await.unwrap().unwrap();
    assert!(stored.publication.queued_at.is_some());
    assert!(!desk.store.is_guild_blocked(desk.guild()).await.unwrap());
    assert_eq!(desk.store.activation_count(id).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_public_integrations_values_stay_its_owners() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    published(&desk, &api).await;
    used_elsewhere(&desk, "planted-key").await;
    api.on("/lookup", Answer::json(r#"{"error":"x"}"#).status(302));
    let own = "integration:my integration";
    for line in [
        format!("/integration view {own}"),
        format!("/integration test {own}"),
        format!("/integration log {own}"),
        format!("/integration export {own}"),
        format!("/integration delete {own}"),
        format!("/integration header set {own} name:X-Static value:mine"),
        format!("/integration header remove {own} name:X-Static"),
        format!("/integration edit {own} url:https://example.com/mine"),
        "/integration list scope:public".to_owned(),
        "/integration list".to_owned(),
    ] {
        let reply = elsewhere(&desk, &line).await;
        for planted in PLANTED {
            assert!(!reply.text().contains(planted), "{line}: {}", reply.text());
        }
        if let Some(message) = reply.message() {
            assert_eq!(message.file("my_integration.json"), None, "{line}");
        }
    }
    let view = elsewhere(&desk, &format!("/integration view {own}")).await;
    assert!(view.text().contains("X-Static"), "{}", view.text());
    // Nor does one server's admin reach another's activation.
    let id = the_one(&desk).await;
    let admin = desk.user("admin");
    let asked = run(&admin, &format!("/integration deactivate {own}")).await;
    assert!(asked.text().contains("is active here"), "{}", asked.text());
    assert_eq!(desk.store.activation_count(id).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limits_hold_for_what_is_public_too() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    let service = desk.bot().integrations.clone();
    let (ada, sam) = (desk.account("admin"), desk.account("sam"));
    let elsewhere = GuildId::new(7_777);
    let make = async |owner, name: &str| {
        let manifest = serde_json::json!({
            "frontdesk": 1, "name": name, "request": { "url": "https://api.example.com/" },
        });
        let manifest = serde_json::from_value(manifest).unwrap();
        let created = service.create(owner, manifest).await.unwrap();
        service.publish(owner, created.id).await.unwrap();
        created.id
    };
    let activate = async |id| {
        let activated = service.activate(elsewhere, sam, id, 1, BTreeMap::new());
        activated.await
    };
    let refused = |outcome: Result<_, Failure>| match outcome {
        Err(Failure::Refused(text)) => text.id,
        Err(Failure::Fault(error)) => panic!("{error}"),
        Ok::<frontdesk::integrations::Integration, _>(_) => "done",
    };
    for number in 0..10 {
        let id = make(ada, &format!("Game {number}")).await;
        assert_eq!(refused(activate(id).await), "integrations-gone");
        service.approve(id, 1).await.unwrap();
        activate(id).await.unwrap();
    }
    let eleventh = make(sam, "Eleventh").await;
    assert_eq!(
        refused(activate(eleventh).await),
        "integrations-limit-active"
    );
    // A name of the catalogue is taken, and an owner's own comes first.
    let own = make(sam, "Other").await;
    let renamed = service
        .edit(sam, own, |manifest| {
            manifest.name = "Game 3".into();
            Ok(())
        })
        .await;
    assert_eq!(refused(renamed), "integrations-name-public");
    // By id, nobody but its owner publishes, takes back or approves.
    assert_eq!(
        refused(service.publish(ada, own).await),
        "integrations-gone"
    );
    assert!(service.unpublish(ada, own).await.is_err());
    assert_eq!(
        refused(service.approve(own, 2).await),
        "integrations-approve-changed"
    );
    assert_eq!(refused(service.approve(own, 1).await), "done");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_owners_work_is_removed_by_the_operator() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    published(&desk, &api).await;
    used_elsewhere(&desk, "planted-key").await;
    desk.integration("Private", &api.url("/x"), "GET", &["a"])
        .await;
    let admin = desk.user("admin");
    let line = "/integration header set integration:my integration name:X-Later value:mine";
    run(&admin, line).await;
    let handed_over = desk.bot().integrations.hand_over(desk.account("admin"));
    assert_eq!(handed_over.await.unwrap(), 1);
    assert!(
        desk.store
            .integrations_of(desk.account("admin"))
            .await
            .unwrap()
            .is_empty()
    );
    // Servers keep it until then.
    let test = "/integration test integration:my integration user:585576154958921739";
    assert!(elsewhere(&desk, test).await.text().contains("Ryan"));
    let pending = operate(&desk, "/operator integrations pending").await;
    assert!(
        pending.text().contains("its owner was erased"),
        "{}",
        pending.text()
    );
    let card = pending.select(["My Integration"]).finished().await;
    assert!(!card.text().contains("X-Later"), "{}", card.text());
    let question = card.press("Take down").finished().await;
    insta::assert_snapshot!(question.text(), @"
    Delete **My Integration**, whose owner was erased? One server loses its values and its secrets.
    [Confirm] [Cancel]
    ");
    let removed = question.press("Confirm").finished().await;
    insta::assert_snapshot!(removed.text(), @"**My Integration** is deleted.");
    let gone = elsewhere(&desk, test).await;
    assert!(
        gone.text().contains("No integration called"),
        "{}",
        gone.text()
    );
}
