use frontdesk_sandbox::{Options, state::MessageDraft};
use serde_json::{Value, json};

use crate::client::Desk;

const GUILDS: u64 = 1;
const MESSAGES: u64 = 1 << 9;
const CONTENT: u64 = 1 << 15;

#[tokio::test]
async fn identify_is_greeted_with_the_guilds() {
    let desk = Desk::start().await;
    let about = desk.get("/gateway/bot").await.fine();
    assert_eq!(about["shards"], 1);
    assert_eq!(
        about["url"],
        format!("{}/gateway", desk.sandbox.url().replace("http", "ws"))
    );
    let mut gateway = desk.connect().await;
    gateway.identify(desk.sandbox.token(), GUILDS, [0, 1]).await;
    let ready = gateway.event("READY").await;
    assert_eq!(ready["guilds"][0]["unavailable"], true);
    assert_eq!(ready["shard"], json!([0, 1]));
    let guild = gateway.event("GUILD_CREATE").await;
    assert_eq!(guild["channels"].as_array().unwrap().len(), 5);
    assert_eq!(guild["member_count"], 5);
    assert_eq!(
        guild["members"].as_array().unwrap().len(),
        1,
        "others need the presences intent"
    );
    gateway.send(json!({ "op": 1, "d": 2 })).await;
    assert_eq!(gateway.next().await["op"], 11);
}

#[tokio::test]
async fn a_wrong_identify_is_closed_with_its_code() {
    let desk = Desk::start().await;
    let token = desk.sandbox.token().to_owned();
    let cases = [
        ("wrong", 1, [0, 1], 4004),
        (&token, 1, [2, 2], 4010),
        (&token, 1 << 60, [0, 1], 4013),
    ];
    for (token, intents, shard, code) in cases {
        let mut gateway = desk.connect().await;
        gateway.identify(token, intents, shard).await;
        assert_eq!(gateway.closed().await, code);
    }
    desk.sandbox
        .state()
        .write(|world| world.application.flags = 0);
    let mut gateway = desk.connect().await;
    gateway.identify(&token, CONTENT, [0, 1]).await;
    assert_eq!(gateway.closed().await, 4014);
    let mut gateway = desk.connect().await;
    gateway.send(json!({ "op": 3, "d": {} })).await;
    assert_eq!(gateway.closed().await, 4003);
}

fn say(desk: &Desk, text: &str) {
    let seed = desk.sandbox.seed();
    let say = |world: &mut frontdesk_sandbox::World| {
        world.send(seed.member, seed.general, MessageDraft::text(text), vec![])
    };
    desk.sandbox.state().write(say).unwrap();
}

#[tokio::test]
async fn events_follow_the_intents() {
    let desk = Desk::start().await;
    let (mut all, _) = desk.ready(GUILDS | MESSAGES | CONTENT).await;
    let (mut blind, _) = desk.ready(GUILDS | MESSAGES).await;
    let (mut deaf, _) = desk.ready(GUILDS).await;
    say(&desk, "hello");
    assert_eq!(all.event("MESSAGE_CREATE").await["content"], "hello");
    let message = blind.event("MESSAGE_CREATE").await;
    assert_eq!(message["content"], "");
    assert_eq!(message["member"]["roles"], json!([]));
    let seed = desk.sandbox.seed();
    desk.call(
        "PATCH",
        &format!("/channels/{}", seed.general),
        json!({ "topic": "x" }),
    )
    .await
    .fine();
    deaf.event("CHANNEL_UPDATE").await;
}

#[tokio::test]
async fn messages_are_only_told_where_the_bot_sees() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let (mut gateway, _) = desk.ready(GUILDS | MESSAGES | CONTENT).await;
    desk.sandbox.state().write(|world| {
        let bot = world
            .guilds
            .get_mut(&seed.guild)
            .unwrap()
            .members
            .get_mut(&seed.bot)
            .unwrap();
        bot.roles.clear();
        let staff = world.channels.get_mut(&seed.transcripts).unwrap();
        assert_eq!(staff.overwrites.len(), 3);
        world
            .send(
                seed.admin,
                seed.transcripts,
                MessageDraft::text("secret"),
                vec![],
            )
            .unwrap();
    });
    say(&desk, "open");
    assert_eq!(gateway.event("MESSAGE_CREATE").await["content"], "open");
}

async fn resume(desk: &Desk, session: &Value, sequence: Option<u64>) -> crate::client::Gateway {
    let mut gateway = desk.connect().await;
    let data = json!({ "token": desk.sandbox.token(), "session_id": session, "seq": sequence });
    gateway.send(json!({ "op": 6, "d": data })).await;
    gateway
}

#[tokio::test]
async fn a_broken_connection_is_resumed_without_a_gap() {
    let desk = Desk::start().await;
    let (mut gateway, ready) = desk.ready(GUILDS | MESSAGES | CONTENT).await;
    desk.sandbox.disconnect();
    for text in ["one", "two"] {
        say(&desk, text);
    }
    assert!(gateway.broken().await);
    let mut again = resume(&desk, &ready["session_id"], gateway.sequence).await;
    assert_eq!(again.event("MESSAGE_CREATE").await["content"], "one");
    assert_eq!(again.event("MESSAGE_CREATE").await["content"], "two");
    again.event("RESUMED").await;
    say(&desk, "three");
    assert_eq!(again.event("MESSAGE_CREATE").await["content"], "three");
}

#[tokio::test]
async fn a_session_that_is_gone_is_invalid() {
    let desk = Desk::start().await;
    let (mut gateway, ready) = desk.ready(GUILDS).await;
    desk.sandbox.invalidate_sessions(false);
    let payload = gateway.next().await;
    assert_eq!((&payload["op"], &payload["d"]), (&json!(9), &json!(false)));
    let mut again = resume(&desk, &ready["session_id"], Some(1)).await;
    assert_eq!(again.next().await["op"], 9);
    let mut wrong = resume(&desk, &desk.ready(GUILDS).await.1["session_id"], Some(99)).await;
    assert_eq!(wrong.closed().await, 4007);
}

#[tokio::test]
async fn reconnects_closes_and_duplicates_come_on_order() {
    let desk = Desk::start().await;
    let (mut gateway, _) = desk.ready(GUILDS | MESSAGES | CONTENT).await;
    desk.sandbox.request_reconnect();
    assert_eq!(gateway.next().await["op"], 7);
    desk.sandbox.duplicate_events(Some("MESSAGE_CREATE"), 1);
    say(&desk, "twice");
    say(&desk, "once");
    for text in ["twice", "twice", "once"] {
        assert_eq!(gateway.event("MESSAGE_CREATE").await["content"], text);
    }
    desk.sandbox.close_gateway(4000);
    assert_eq!(gateway.closed().await, 4000);
}

#[tokio::test]
async fn guilds_are_spread_over_shards() {
    let desk = Desk::with(Options {
        shards: 2,
        ..Options::default()
    })
    .await;
    assert_eq!(desk.get("/gateway/bot").await.fine()["shards"], 2);
    let guild = desk.sandbox.seed().guild;
    let home = (guild.0 >> 22) % 2;
    for shard in 0..2 {
        let mut gateway = desk.connect().await;
        gateway
            .identify(desk.sandbox.token(), GUILDS, [shard, 2])
            .await;
        let guilds = gateway.event("READY").await["guilds"]
            .as_array()
            .unwrap()
            .len();
        assert_eq!(guilds, usize::from(shard == home));
    }
}

#[tokio::test]
async fn members_are_sent_on_request() {
    let desk = Desk::start().await;
    let (mut gateway, _) = desk.ready(GUILDS | 2).await;
    let guild = desk.sandbox.seed().guild;
    let data = json!({ "guild_id": guild, "query": "m", "limit": 10, "nonce": "n" });
    gateway.send(json!({ "op": 8, "d": data })).await;
    let chunk = gateway.event("GUILD_MEMBERS_CHUNK").await;
    assert_eq!(chunk["members"][0]["user"]["username"], "mika");
    assert_eq!(
        (&chunk["chunk_count"], &chunk["nonce"]),
        (&json!(1), &json!("n"))
    );
}

#[tokio::test]
async fn a_bot_is_told_when_its_guild_changes_or_is_gone() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let (mut gateway, _) = desk.ready(GUILDS).await;
    desk.sandbox.state().write(|world| {
        world
            .change_guild(seed.guild, |guild| guild.preferred_locale = "de".to_owned())
            .unwrap();
    });
    assert_eq!(
        gateway.event("GUILD_UPDATE").await["preferred_locale"],
        "de"
    );
    let second = desk
        .sandbox
        .state()
        .write(|world| world.add_guild("Second", seed.staff))
        .unwrap();
    assert_eq!(gateway.event("GUILD_CREATE").await["id"], json!(second));
    desk.call(
        "DELETE",
        &format!("/users/@me/guilds/{second}"),
        Value::Null,
    )
    .await
    .fine();
    assert_eq!(gateway.event("GUILD_DELETE").await, json!({ "id": second }));
    assert_eq!(
        desk.get(&format!("/guilds/{second}")).await.refused(),
        (403, 50001)
    );
}

#[tokio::test]
async fn a_connection_that_is_silent_is_closed() {
    let heartbeat = std::time::Duration::from_millis(20);
    let desk = Desk::with(Options {
        heartbeat,
        ..Options::default()
    })
    .await;
    let (mut gateway, _) = desk.ready(GUILDS).await;
    assert_eq!(gateway.closed().await, 4009);
}
