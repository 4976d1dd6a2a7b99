use serde_json::{Value, json};

use crate::client::Desk;

#[tokio::test]
async fn messages_are_written_listed_changed_and_deleted() {
    let desk = Desk::start().await;
    let path = format!("/channels/{}/messages", desk.sandbox.seed().general);
    let mut ids = Vec::new();
    for number in 0..5 {
        let sent = desk
            .post(&path, json!({ "content": format!(" {number} ") }))
            .await
            .fine();
        assert_eq!(sent["content"], number.to_string(), "trimmed");
        ids.push(sent["id"].as_str().unwrap().to_owned());
    }
    let texts = |list: Value| -> String {
        list.as_array()
            .unwrap()
            .iter()
            .map(|message| message["content"].as_str().unwrap())
            .collect()
    };
    assert_eq!(
        texts(desk.get(&format!("{path}?limit=2")).await.fine()),
        "43"
    );
    let before = format!("{path}?before={}&limit=2", ids[3]);
    assert_eq!(texts(desk.get(&before).await.fine()), "21");
    let after = format!("{path}?after={}&limit=2", ids[0]);
    assert_eq!(texts(desk.get(&after).await.fine()), "21");
    let around = format!("{path}?around={}&limit=3", ids[2]);
    assert_eq!(texts(desk.get(&around).await.fine()), "321");
    assert_eq!(
        desk.get(&format!("{path}?limit=101")).await.refused(),
        (400, 50035)
    );

    let one = format!("{path}/{}", ids[0]);
    let edited = desk
        .call("PATCH", &one, json!({ "content": "new" }))
        .await
        .fine();
    assert!(!edited["edited_timestamp"].is_null());
    desk.call("DELETE", &one, Value::Null).await.fine();
    assert_eq!(desk.get(&one).await.refused(), (404, 10008));
    desk.post(
        &format!("{path}/bulk-delete"),
        json!({ "messages": &ids[1..4] }),
    )
    .await
    .fine();
    assert_eq!(texts(desk.get(&path).await.fine()), "4");
}

#[tokio::test]
async fn files_are_kept_and_served() {
    let desk = Desk::start().await;
    let path = format!("/channels/{}/messages", desk.sandbox.seed().general);
    let json = json!({
        "attachments": [{ "id": 0, "filename": "renamed.txt", "description": "a note" }],
        "embeds": [{ "image": { "url": "attachment://renamed.txt" } }],
    });
    let sent = desk
        .upload(&path, &json, "note.txt", "the note")
        .await
        .fine();
    let file = &sent["attachments"][0];
    assert_eq!(
        (&file["filename"], &file["size"]),
        (&json!("renamed.txt"), &json!(8))
    );
    assert_eq!(sent["embeds"][0]["image"]["url"], file["url"]);
    assert_eq!(desk.fetch(file["url"].as_str().unwrap()).await, "the note");
    let logged = desk.sandbox.state().read(|world| {
        world.requests.matching("POST", "/channels/*/messages")[0]
            .body
            .clone()
    });
    assert_eq!(logged, json, "the log shows the JSON part");
}

#[tokio::test]
async fn a_nonce_makes_a_message_unique_when_enforced() {
    let desk = Desk::start().await;
    let path = format!("/channels/{}/messages", desk.sandbox.seed().general);
    let body = json!({ "content": "once", "nonce": "n", "enforce_nonce": true });
    let first = desk.post(&path, body.clone()).await.fine();
    assert_eq!(desk.post(&path, body).await.fine()["id"], first["id"]);
    let free = json!({ "content": "twice", "nonce": "n" });
    assert_ne!(desk.post(&path, free).await.fine()["id"], first["id"]);
}

#[tokio::test]
async fn mentions_ping_whom_the_sender_allows() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let path = format!("/channels/{}/messages", seed.general);
    let content = format!(
        "<@{}> <@{}> <@&{}> @everyone",
        seed.member, seed.staff, seed.staff_role
    );
    let sent = desk.post(&path, json!({ "content": content })).await.fine();
    assert_eq!(sent["mentions"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&sent["mention_everyone"], &sent["mention_roles"][0]),
        (&json!(true), &json!(seed.staff_role))
    );
    let allowed = json!({ "parse": [], "users": [seed.staff] });
    let body = json!({ "content": content, "allowed_mentions": allowed });
    let sent = desk.post(&path, body).await.fine();
    assert_eq!(sent["mentions"][0]["id"], json!(seed.staff));
    assert_eq!(sent["mentions"].as_array().unwrap().len(), 1);
    assert_eq!(sent["mention_everyone"], false);
}

#[tokio::test]
async fn reactions_threads_and_pins() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let path = format!("/channels/{}/messages", seed.general);
    let sent = desk.post(&path, json!({ "content": "x" })).await.fine();
    let id = sent["id"].as_str().unwrap();
    let one = format!("{path}/{id}");
    let reaction = format!("{one}/reactions/%F0%9F%91%8D/@me");
    for path in [reaction, format!("/channels/{}/pins/{id}", seed.general)] {
        desk.call("PUT", &path, Value::Null).await.fine();
    }
    let shown = desk.get(&one).await.fine();
    assert_eq!(shown["reactions"][0]["emoji"]["name"], "👍");
    assert_eq!(shown["pinned"], true);
    let thread = desk
        .post(&format!("{one}/threads"), json!({ "name": "t" }))
        .await
        .fine();
    assert_eq!((&thread["id"], &thread["type"]), (&sent["id"], &json!(11)));
    let again = desk
        .post(&format!("{one}/threads"), json!({ "name": "t" }))
        .await;
    assert_eq!(again.refused(), (400, 160_004));
    let thread = format!("/channels/{id}");
    desk.call("PATCH", &thread, json!({ "archived": true }))
        .await
        .fine();
    let member = format!("{thread}/thread-members/{}", seed.member);
    assert_eq!(
        desk.call("PUT", &member, Value::Null).await.refused(),
        (400, 50083)
    );
    desk.post(&format!("{thread}/messages"), json!({ "content": "back" }))
        .await
        .fine();
    desk.call("PUT", &member, Value::Null).await.fine();
    let active = desk
        .get(&format!("/guilds/{}/threads/active", seed.guild))
        .await
        .fine();
    assert_eq!(active["threads"][0]["member_count"], 2);
}

#[tokio::test]
async fn direct_messages_can_be_closed() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let open = json!({ "recipient_id": seed.member });
    let channel = desk.post("/users/@me/channels", open.clone()).await.fine();
    assert_eq!(
        desk.post("/users/@me/channels", open).await.fine()["id"],
        channel["id"]
    );
    let path = format!("/channels/{}/messages", channel["id"].as_str().unwrap());
    desk.post(&path, json!({ "content": "hi" })).await.fine();
    desk.sandbox.state().write(|world| {
        world.users.get_mut(&seed.member).unwrap().direct_messages = false;
    });
    assert_eq!(
        desk.post(&path, json!({ "content": "hi" })).await.refused(),
        (403, 50007)
    );
}

#[tokio::test]
async fn webhooks_write_under_their_own_name() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let new = json!({ "name": "News" });
    let webhook = desk
        .post(&format!("/channels/{}/webhooks", seed.general), new)
        .await
        .fine();
    let (id, token) = (
        webhook["id"].as_str().unwrap(),
        webhook["token"].as_str().unwrap(),
    );
    let path = format!("/webhooks/{id}/{token}?wait=true");
    let sent = desk.post(&path, json!({ "content": "x" })).await.fine();
    assert_eq!(
        (&sent["author"]["username"], &sent["webhook_id"]),
        (&json!("News"), &json!(id))
    );
    let wrong = desk
        .post(&format!("/webhooks/{id}/wrong"), json!({ "content": "x" }))
        .await;
    assert_eq!(wrong.refused(), (401, 50027));
}
