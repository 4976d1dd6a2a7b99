use std::time::Duration;

use frontdesk_sandbox::{
    Id,
    state::{InteractionKind, NewInteraction},
};
use serde_json::{Value, json};

use crate::client::Desk;

struct Act {
    id: Id,
    token: String,
    application: Id,
}

impl Act {
    fn callback(&self) -> String {
        format!("/interactions/{}/{}/callback", self.id, self.token)
    }

    fn webhook(&self, rest: &str) -> String {
        format!("/webhooks/{}/{}{rest}", self.application, self.token)
    }
}

fn act(desk: &Desk, kind: InteractionKind, message: Option<Id>, data: Value) -> Act {
    let seed = desk.sandbox.seed();
    let new = NewInteraction {
        user: seed.member,
        channel: seed.general,
        kind,
        message,
        opened_by: None,
        data,
    };
    desk.sandbox.state().write(|world| {
        let id = world.interact(new).unwrap();
        let token = world.interaction(id).unwrap().token.clone();
        Act {
            id,
            token,
            application: seed.bot,
        }
    })
}

fn command(desk: &Desk) -> Act {
    let data = json!({ "id": "1", "name": "greet", "type": 1, "options": [] });
    act(desk, InteractionKind::Command, None, data)
}

#[tokio::test]
async fn an_interaction_comes_complete() {
    let desk = Desk::start().await;
    let (mut gateway, _) = desk.ready(1).await;
    command(&desk);
    let interaction = gateway.event("INTERACTION_CREATE").await;
    for key in [
        "app_permissions",
        "entitlements",
        "authorizing_integration_owners",
        "attachment_size_limit",
        "guild_locale",
        "locale",
        "channel",
        "context",
    ] {
        assert!(!interaction[key].is_null(), "{key}");
    }
    assert!(!interaction["member"]["permissions"].is_null());
    assert!(interaction["user"].is_null());
}

#[tokio::test]
async fn an_answer_is_taken_once() {
    let desk = Desk::start().await;
    let act = command(&desk);
    let answer = json!({ "type": 4, "data": { "content": "hi" } });
    let path = format!("{}?with_response=true", act.callback());
    let first = desk.post(&path, answer.clone()).await.fine();
    assert_eq!(
        first["resource"]["message"]["interaction_metadata"]["name"],
        "greet"
    );
    assert_eq!(first["resource"]["message"]["type"], 20);
    assert_eq!(
        desk.post(&act.callback(), answer).await.refused(),
        (400, 40060)
    );
    assert_eq!(
        desk.get(&act.webhook("/messages/@original")).await.fine()["content"],
        "hi"
    );
}

#[tokio::test]
async fn the_wrong_kind_of_answer_is_refused_and_not_taken() {
    let desk = Desk::start().await;
    let act = command(&desk);
    let refused = desk
        .post(&act.callback(), json!({ "type": 7, "data": {} }))
        .await;
    assert_eq!(refused.codes("type"), ["BASE_TYPE_CHOICES"]);
    let empty = desk
        .post(&act.callback(), json!({ "type": 4, "data": {} }))
        .await;
    assert_eq!(empty.refused(), (400, 50006));
    desk.post(&act.callback(), json!({ "type": 5 }))
        .await
        .fine();
}

#[tokio::test]
async fn the_first_followup_fills_in_what_was_deferred() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let act = command(&desk);
    let early = desk
        .post(&act.webhook(""), json!({ "content": "early" }))
        .await;
    assert_eq!(early.refused(), (404, 10015));
    desk.post(
        &act.callback(),
        json!({ "type": 5, "data": { "flags": 64 } }),
    )
    .await
    .fine();
    let filled = desk
        .post(&act.webhook(""), json!({ "content": "done" }))
        .await
        .fine();
    assert_eq!(filled["flags"], 64, "no longer loading, still ephemeral");
    let second = desk
        .post(&act.webhook(""), json!({ "content": "more" }))
        .await
        .fine();
    assert_ne!(second["id"], filled["id"]);
    desk.sandbox.state().read(|world| {
        let visible = |user| world.messages_seen_by(user, seed.general).len();
        assert_eq!((visible(seed.member), visible(seed.staff)), (2, 1));
    });
    let path = format!(
        "/channels/{}/messages/{}",
        seed.general,
        filled["id"].as_str().unwrap()
    );
    assert_eq!(
        desk.get(&path).await.refused(),
        (404, 10008),
        "only by the token"
    );
    desk.call("DELETE", &act.webhook("/messages/@original"), Value::Null)
        .await
        .fine();
    assert_eq!(
        desk.get(&act.webhook("/messages/@original"))
            .await
            .refused(),
        (404, 10008)
    );
}

#[tokio::test]
async fn a_component_changes_its_message() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let row = json!({ "type": 1, "components": [
        { "type": 2, "style": 1, "label": "Go", "custom_id": "go" },
    ] });
    let path = format!("/channels/{}/messages", seed.general);
    let sent = desk
        .post(&path, json!({ "content": "a", "components": [row] }))
        .await
        .fine();
    let message: Id = sent["id"].as_str().unwrap().parse().unwrap();
    let data = json!({ "custom_id": "go", "component_type": 2, "id": 2 });
    let act = act(&desk, InteractionKind::Component, Some(message), data);
    desk.post(&act.callback(), json!({ "type": 6 }))
        .await
        .fine();
    let original = act.webhook("/messages/@original");
    let edited = desk.call("PATCH", &original, json!({ "content": "b" }));
    assert_eq!(edited.await.fine()["id"], sent["id"]);
    let followup = desk
        .post(&act.webhook(""), json!({ "content": "c" }))
        .await
        .fine();
    assert_eq!(followup["message_reference"]["message_id"], sent["id"]);
}

#[tokio::test]
async fn modals_are_checked() {
    let desk = Desk::start().await;
    let act = command(&desk);
    let input = json!({ "type": 4, "custom_id": "x", "label": "y".repeat(46), "style": 3 });
    let row = json!({ "type": 1, "components": [input] });
    let data = json!({ "custom_id": "m", "title": "t".repeat(46), "components": [row, row] });
    let refused = desk
        .post(&act.callback(), json!({ "type": 9, "data": data }))
        .await;
    assert_eq!(refused.refused(), (400, 50035));
    let place = "data.components.1.components.0";
    assert_eq!(refused.codes("data.title"), ["BASE_TYPE_MAX_LENGTH"]);
    assert_eq!(
        refused.codes(&format!("{place}.label")),
        ["BASE_TYPE_MAX_LENGTH"]
    );
    assert_eq!(
        refused.codes(&format!("{place}.style")),
        ["BASE_TYPE_CHOICES"]
    );
    assert_eq!(
        refused.codes(&format!("{place}.custom_id")),
        ["COMPONENT_CUSTOM_ID_DUPLICATED"]
    );
}

#[tokio::test]
async fn three_seconds_and_fifteen_minutes_are_the_limits() {
    let desk = Desk::start().await;
    let (late, deferred) = (command(&desk), command(&desk));
    desk.post(&deferred.callback(), json!({ "type": 5 }))
        .await
        .fine();
    tokio::time::pause();
    tokio::time::advance(Duration::from_millis(3_100)).await;
    tokio::time::resume();
    let answer = json!({ "type": 4, "data": { "content": "late" } });
    assert_eq!(
        desk.post(&late.callback(), answer).await.refused(),
        (404, 10062)
    );
    let edit = |text: &str| json!({ "content": text });
    let original = deferred.webhook("/messages/@original");
    desk.call("PATCH", &original, edit("in time")).await.fine();
    tokio::time::pause();
    tokio::time::advance(Duration::from_mins(15)).await;
    tokio::time::resume();
    assert_eq!(
        desk.call("PATCH", &original, edit("late")).await.refused(),
        (401, 50027)
    );
}

#[tokio::test]
async fn commands_are_checked_and_replaced() {
    let desk = Desk::start().await;
    let path = format!("/applications/{}/commands", desk.sandbox.seed().bot);
    let option = |name: &str, required| json!({ "type": 3, "name": name, "description": "d", "required": required });
    let bad = json!([
        { "name": "Upper", "description": "" },
        { "name": "twice", "description": "d", "options": [option("a", false), option("a", true)] },
        { "name": "twice", "description": "d".repeat(101) },
    ]);
    let refused = desk.call("PUT", &path, bad).await;
    assert_eq!(
        refused.codes("0.name"),
        ["APPLICATION_COMMAND_INVALID_NAME"]
    );
    assert_eq!(refused.codes("0.description"), ["BASE_TYPE_REQUIRED"]);
    assert_eq!(
        refused.codes("1.options.1"),
        [
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"
        ]
    );
    assert_eq!(refused.codes("2"), ["APPLICATION_COMMANDS_DUPLICATE_NAME"]);
    let heavy: Vec<Value> = (0..25)
        .map(|group| {
            let inner: Vec<Value> = (0..4)
                .map(|n| json!({ "type": 1, "name": format!("s{n}"), "description": "d".repeat(90) }))
                .collect();
            json!({ "type": 2, "name": format!("g{group}"), "description": "d", "options": inner })
        })
        .collect();
    let heavy = json!({ "name": "heavy", "description": "d", "options": heavy });
    assert_eq!(
        desk.post(&path, heavy).await.codes("options"),
        ["APPLICATION_COMMAND_TOO_LARGE"]
    );
    let one = |description: &str| json!({ "name": "one", "description": description });
    let created = desk.post(&path, one("first")).await;
    assert_eq!(created.status, 201);
    let again = desk.post(&path, one("second")).await;
    assert_eq!(
        (again.status, &again.json["id"]),
        (200, &created.json["id"])
    );
    desk.call("PUT", &path, json!([{ "name": "two", "description": "d" }]))
        .await
        .fine();
    let names = desk.get(&path).await.fine();
    assert_eq!(names.as_array().unwrap().len(), 1);
    assert_eq!(names[0]["name"], "two");
}
