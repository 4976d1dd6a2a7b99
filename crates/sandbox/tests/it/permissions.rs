use frontdesk_sandbox::{Id, Permissions, state::NewRole};
use serde_json::{Value, json};

use crate::client::Desk;

fn permit_bot(desk: &Desk, permissions: Permissions) {
    let seed = desk.sandbox.seed();
    let new = NewRole {
        permissions: Some(permissions),
        ..NewRole::default()
    };
    desk.sandbox
        .state()
        .write(|world| world.change_role(seed.guild, seed.bot_role, new))
        .unwrap();
}

fn overwrite(id: Id, kind: u8, allow: Permissions, deny: Permissions) -> Value {
    json!({ "id": id, "type": kind, "allow": allow, "deny": deny })
}

#[tokio::test]
async fn a_wrong_token_is_unauthorised() {
    let desk = Desk::start().await;
    for token in [None, Some("Bot wrong"), Some(desk.sandbox.token())] {
        let answer = desk.with_token(token, "/users/@me").await;
        assert_eq!(answer.refused(), (401, 0));
    }
    assert_eq!(desk.with_token(None, "/gateway").await.status, 200);
    assert_eq!(desk.get("/nowhere").await.refused(), (404, 0));
    assert_eq!(desk.get("/channels/nowhere").await.refused(), (400, 50035));
}

#[tokio::test]
async fn what_is_not_seen_is_not_accessible() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let none = Permissions::NONE;
    let hidden = overwrite(seed.guild, 0, none, Permissions::VIEW_CHANNEL);
    let own = overwrite(seed.bot, 1, Permissions::VIEW_CHANNEL, none);
    let path = format!("/guilds/{}/channels", seed.guild);
    let new = |overwrites: &[&Value]| json!({ "name": "c", "permission_overwrites": overwrites });
    let shut_out = desk.post(&path, new(&[&hidden])).await.fine();
    let inside = desk.post(&path, new(&[&hidden, &own])).await.fine();
    let messages =
        |channel: &Value| format!("/channels/{}/messages", channel["id"].as_str().unwrap());
    let text = json!({ "content": "x" });
    assert_eq!(
        desk.post(&messages(&shut_out), text.clone())
            .await
            .refused(),
        (403, 50001)
    );
    desk.post(&messages(&inside), text).await.fine();
    assert_eq!(desk.get("/channels/1").await.refused(), (404, 10003));
    desk.sandbox.state().read(|world| {
        let id: Id = inside["id"].as_str().unwrap().parse().unwrap();
        assert!(world.can_see(seed.admin, id) && !world.can_see(seed.member, id));
    });
}

#[tokio::test]
async fn what_is_missing_is_refused() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    permit_bot(
        &desk,
        Permissions::VIEW_CHANNEL | Permissions::SEND_MESSAGES,
    );
    let create = json!({ "name": "c" });
    let path = format!("/guilds/{}/channels", seed.guild);
    assert_eq!(desk.post(&path, create).await.refused(), (403, 50013));
    let role = format!(
        "/guilds/{}/members/{}/roles/{}",
        seed.guild, seed.member, seed.staff_role
    );
    assert_eq!(
        desk.call("PUT", &role, Value::Null).await.refused(),
        (403, 50013)
    );
    let elsewhere = desk.get("/guilds/1").await;
    assert_eq!(elsewhere.refused(), (404, 10004));
}

#[tokio::test]
async fn a_bot_hands_out_only_what_it_has() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let (none, view) = (Permissions::NONE, Permissions::VIEW_CHANNEL);
    let path = |target: Id| format!("/channels/{}/permissions/{target}", seed.support);
    let put = |target: Id, body: Value| {
        let desk = &desk;
        async move { desk.call("PUT", &path(target), body).await }
    };
    put(seed.member, overwrite(seed.member, 1, view, none))
        .await
        .fine();
    let beyond = overwrite(seed.member, 1, Permissions::BAN_MEMBERS, none);
    assert_eq!(put(seed.member, beyond).await.refused(), (403, 50013));
    let roles = overwrite(seed.member, 1, Permissions::MANAGE_ROLES, none);
    assert_eq!(
        put(seed.member, roles).await.refused(),
        (403, 50013),
        "only admins may"
    );
    permit_bot(&desk, Permissions::ADMINISTRATOR);
    let roles = overwrite(seed.member, 1, Permissions::MANAGE_ROLES, none);
    put(seed.member, roles).await.fine();
    desk.call("DELETE", &path(seed.member), Value::Null)
        .await
        .fine();
    assert_eq!(
        desk.call("DELETE", &path(seed.member), Value::Null)
            .await
            .refused(),
        (404, 10009)
    );
}

#[tokio::test]
async fn roles_above_the_bot_are_out_of_reach() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let give = |role: Id| {
        format!(
            "/guilds/{}/members/{}/roles/{role}",
            seed.guild, seed.member
        )
    };
    desk.call("PUT", &give(seed.staff_role), Value::Null)
        .await
        .fine();
    assert_eq!(
        desk.call("PUT", &give(seed.admin_role), Value::Null)
            .await
            .refused(),
        (403, 50013)
    );
    let search = format!("/guilds/{}/members/search?query=mi&limit=5", seed.guild);
    assert_eq!(
        desk.get(&search).await.fine()[0]["roles"],
        json!([seed.staff_role])
    );
}

#[tokio::test]
async fn absent_permissions_take_others_with_them() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let deny = overwrite(seed.guild, 0, Permissions::NONE, Permissions::SEND_MESSAGES);
    let path = format!("/channels/{}/permissions/{}", seed.general, seed.guild);
    desk.call("PUT", &path, deny).await.fine();
    desk.sandbox.state().read(|world| {
        let has = world.permissions(seed.member, seed.general);
        assert!(has.contains(Permissions::VIEW_CHANNEL));
        assert!(!has.contains(Permissions::EMBED_LINKS));
        assert_eq!(
            world.permissions(seed.admin, seed.general),
            Permissions::ALL
        );
    });
}

#[tokio::test]
async fn private_threads_are_for_their_members() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let path = format!("/channels/{}/threads", seed.support);
    let thread = desk
        .post(&path, json!({ "name": "t", "type": 12 }))
        .await
        .fine();
    let id: Id = thread["id"].as_str().unwrap().parse().unwrap();
    let inside = |user| desk.sandbox.state().read(|world| world.can_see(user, id));
    assert!(inside(seed.bot) && inside(seed.admin) && !inside(seed.member));
    let call = format!("<@{}>", seed.member);
    desk.post(
        &format!("/channels/{id}/messages"),
        json!({ "content": call }),
    )
    .await
    .fine();
    assert!(inside(seed.member), "a mention brings a member in");
    assert!(!inside(seed.other_member));
    let add = format!("/channels/{id}/thread-members/{}", seed.other_member);
    desk.call("PUT", &add, Value::Null).await.fine();
    assert!(inside(seed.other_member));
    desk.call("DELETE", &add, Value::Null).await.fine();
    assert!(!inside(seed.other_member));
}
