//! The bot of these tests is a puppet: it answers in the world itself, without a connection.

use std::future::IntoFuture;
use std::time::Duration;

use serde_json::{Value, json};

use super::{ActionError, Actor, Choice};
use crate::clock::Clock;
use crate::id::Id;
use crate::state::{
    Interaction, MessageDraft, MessageOrigin, Posting, Response, Seed, State, World, flags,
};

fn world() -> State {
    let mut world = Seed::plant(
        Clock::start(),
        "http://sandbox".to_owned(),
        "token".to_owned(),
    );
    for command in [
        json!({ "name": "panel", "options": [
            { "type": 1, "name": "create", "options": [
                { "type": 3, "name": "title", "required": true, "max_length": 20 },
                { "type": 7, "name": "channel", "channel_types": [0] },
                { "type": 8, "name": "staff" },
                { "type": 4, "name": "limit", "min_value": 1, "max_value": 10 },
                { "type": 3, "name": "mode", "choices": [{ "name": "Channel", "value": "c" }] },
                { "type": 11, "name": "file" },
            ] },
            { "type": 2, "name": "form", "options": [{ "type": 1, "name": "add", "options": [
                { "type": 3, "name": "panel", "autocomplete": true },
                { "type": 6, "name": "user" },
            ] }] },
        ] }),
        json!({ "name": "secret", "default_member_permissions": "0" }),
        json!({ "name": "Open ticket for user", "type": 2 }),
        json!({ "name": "Start ticket", "type": 3 }),
    ] {
        world.put_command(None, serde_json::from_value(command).unwrap());
    }
    State::new(world)
}

type Answer = fn(&mut World, &Interaction) -> Response;

/// A bot that answers everything in one way.
fn puppet(state: &State, answer: Answer) {
    let state = state.clone();
    tokio::spawn(async move {
        loop {
            let waiting = |world: &World| {
                let mut interactions = world.interactions.values();
                interactions
                    .find(|waiting| waiting.response.is_none())
                    .cloned()
            };
            let interaction = state.until(waiting).await;
            state.write(|world| {
                let response = answer(world, &interaction);
                let interaction = world.interactions.get_mut(&interaction.id).unwrap();
                interaction.response = Some(response);
            });
        }
    });
}

fn post(world: &mut World, channel: Id, only_for: Option<Id>, draft: Value) -> Id {
    let draft: MessageDraft = serde_json::from_value(draft).unwrap();
    let posting = Posting {
        author: world.bot(),
        channel,
        origin: MessageOrigin::Author,
        kind: 0,
        only_for,
        reply_to: None,
        draft,
        uploads: Vec::new(),
    };
    world.post(posting).unwrap()
}

/// Tells the user, who alone sees it, what Discord sent.
fn tell_data(world: &mut World, interaction: &Interaction) -> Response {
    let data = interaction.data.to_string();
    let only_for = Some(interaction.user);
    Response::Message(post(
        world,
        interaction.channel,
        only_for,
        json!({ "content": data }),
    ))
}

fn data(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
async fn a_typed_command_arrives_as_discord_would_send_it() {
    let state = world();
    puppet(&state, tell_data);
    let admin = Actor::named(&state, "admin");
    let line = "/panel create title:Get help channel:#support staff:@Staff limit:3 mode:channel";
    let reply = admin
        .run(&line.replace("mode:channel", "mode:Channel"))
        .await;
    assert!(reply.is_ephemeral());
    let data = data(&reply.text());
    let seed = state.read(|world| world.seed);
    assert_eq!(
        data["options"],
        json!([{ "name": "create", "type": 1, "options": [
            { "name": "title", "type": 3, "value": "Get help" },
            { "name": "channel", "type": 7, "value": seed.support },
            { "name": "staff", "type": 8, "value": seed.staff_role },
            { "name": "limit", "type": 4, "value": 3 },
            { "name": "mode", "type": 3, "value": "c" },
        ] }])
    );
    let resolved = &data["resolved"];
    assert_eq!(
        resolved["channels"][seed.support.to_string()]["name"],
        "support"
    );
    assert_eq!(
        resolved["roles"][seed.staff_role.to_string()]["name"],
        "Staff"
    );
    assert!(admin.run(line).attempt().await.is_err());

    let line = "/panel form add panel:x user:@Mika";
    let data = self::data(&admin.run(line).in_channel("support").await.text());
    assert_eq!(
        data["options"][0]["options"][0]["options"][1]["value"],
        json!(seed.member)
    );
    assert_eq!(
        data["resolved"]["users"][seed.member.to_string()]["username"],
        "mika"
    );
}

#[tokio::test]
async fn a_file_goes_with_its_option() {
    let state = world();
    puppet(&state, tell_data);
    let admin = Actor::named(&state, "ada");
    let run = admin
        .run("/panel create title:t")
        .with_file("file", "a.json", "{}");
    let data = data(&run.await.text());
    let id = data["options"][0]["options"][1]["value"].as_str().unwrap();
    assert_eq!(data["resolved"]["attachments"][id]["filename"], "a.json");
    let stored = state.read(|world| world.files[&id.parse().unwrap()].bytes.clone());
    assert_eq!(stored, b"{}");
}

#[tokio::test]
async fn what_the_client_would_not_send_is_refused() {
    let state = world();
    let refusal = async |who: &str, line: &str| {
        Actor::named(&state, who)
            .run(line)
            .attempt()
            .await
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refusal("admin", "/panel create").await,
        "/panel needs `title`"
    );
    assert_eq!(
        refusal("admin", "/panel create title:t limit:11").await,
        "`limit` takes a number from 1 to 10, not `11`"
    );
    assert_eq!(
        refusal("admin", "/panel create title:t channel:Tickets").await,
        "`channel` takes a channel of the right kind, not `Tickets`"
    );
    assert_eq!(
        refusal("admin", "/panel create title:a title that is too long").await,
        "`title` takes 0 to 20 characters, not `a title that is too long`"
    );
    assert_eq!(
        refusal("member", "/secret").await,
        "there is no command /secret here; there are: panel"
    );
}

#[tokio::test(start_paused = true)]
async fn a_bot_that_says_nothing_is_told_apart() {
    let state = world();
    let admin = Actor::named(&state, "admin");
    let error = admin.run("/secret").attempt().await.unwrap_err();
    assert!(matches!(error, ActionError::Unanswered(_)));
    assert_eq!(
        error.to_string(),
        "the bot did not acknowledge `/secret` within 3 s"
    );
}

#[tokio::test]
async fn a_deferred_answer_is_waited_for() {
    let state = world();
    puppet(&state, |world, interaction| {
        let draft = json!({ "flags": flags::LOADING });
        Response::Deferred(post(
            world,
            interaction.channel,
            Some(interaction.user),
            draft,
        ))
    });
    let admin = Actor::named(&state, "admin");
    let reply = admin.run("/secret").await;
    let Response::Deferred(message) = *reply.response() else {
        panic!("deferred")
    };
    let channel = reply.message().unwrap().channel();
    let finishing = tokio::spawn(reply.finished());
    tokio::task::yield_now().await;
    assert!(!finishing.is_finished());
    let filled: MessageDraft = serde_json::from_value(json!({
        "content": "Done.",
        "embeds": [{ "title": "My Integration", "description": "two\nlines", "fields": [
            { "name": "Key", "value": "••••" },
        ], "footer": { "text": "foot" } }],
        "components": [{ "type": 1, "components": [
            { "type": 2, "style": 1, "label": "Test", "custom_id": "t" },
            { "type": 2, "style": 1, "label": "Add", "custom_id": "a", "disabled": true },
            { "type": 2, "style": 5, "label": "Docs", "url": "https://a.b" },
        ] }],
    }))
    .unwrap();
    state
        .write(|world| world.edit(channel, message, filled, Vec::new()))
        .unwrap();
    let text = finishing.await.unwrap().text();
    assert_eq!(
        text,
        "Done.\n| # My Integration\n| two\n| lines\n| Key: ••••\n| _foot_\n\
         [Test] [Add, disabled] [Docs → https://a.b]"
    );
}

#[tokio::test]
async fn buttons_and_selects_are_found_by_what_stands_on_them() {
    let state = world();
    puppet(&state, tell_data);
    let (admin, member) = (
        Actor::named(&state, "admin"),
        Actor::named(&state, "member"),
    );
    let (support, transcripts) = state.read(|world| (world.seed.support, world.seed.transcripts));
    let row = |id: &str| {
        json!({ "content": id, "components": [
            { "type": 1, "components": [
                { "type": 2, "style": 1, "label": "Open", "custom_id": id },
            ] },
            { "type": 1, "components": [
                { "type": 3, "custom_id": format!("{id}-select"), "placeholder": "Panel",
                  "options": [{ "label": "Billing", "value": "b" }] },
            ] },
            { "type": 1, "components": [{ "type": 5, "custom_id": format!("{id}-user") }] },
        ] })
    };
    state.write(|world| {
        post(world, support, None, row("first"));
        post(world, support, None, row("second"));
        post(world, transcripts, None, row("staff-only"));
    });
    let pressed =
        async |actor: &Actor| data(&actor.press("Open").await.text())["custom_id"].clone();
    assert_eq!(pressed(&admin).await, "staff-only");
    assert_eq!(pressed(&member).await, "second");
    let first = member.messages("support").remove(0);
    assert_eq!(first.text(), "first\n[Open]\n<Panel: Billing>\n<users>");
    assert_eq!(
        data(&member.press("Open").on(&first).await.text())["custom_id"],
        "first"
    );

    let chosen = data(
        &member
            .select(["Billing"])
            .of("Panel")
            .in_channel("#support")
            .await
            .text(),
    );
    assert_eq!(
        (&chosen["custom_id"], &chosen["values"]),
        (&json!("second-select"), &json!(["b"]))
    );
    let chosen = data(&member.select(["@sam"]).await.text());
    let sam = state.read(|world| world.seed.staff);
    assert_eq!(chosen["values"], json!([sam]));
    assert_eq!(
        chosen["resolved"]["users"][sam.to_string()]["username"],
        "sam"
    );

    let error = member.press("Close").attempt().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the button [Close] cannot be used in anything seen there"
    );
}

#[tokio::test]
async fn a_button_that_is_still_to_come_is_waited_for() {
    let state = world();
    puppet(&state, tell_data);
    let member = Actor::named(&state, "member");
    let pressing = tokio::spawn(member.press("Open").into_future());
    tokio::task::yield_now().await;
    let support = state.read(|world| world.seed.support);
    let button = json!({ "components": [{ "type": 1, "components": [
        { "type": 2, "style": 1, "label": "Open", "custom_id": "late" },
    ] }] });
    state.write(|world| post(world, support, None, button));
    assert_eq!(data(&pressing.await.unwrap().text())["custom_id"], "late");
}

#[tokio::test]
async fn a_modal_is_filled_in_by_its_labels() {
    let state = world();
    puppet(&state, |world, interaction| {
        if interaction.opened_by.is_some() {
            return tell_data(world, interaction);
        }
        Response::Modal(
            json!({ "custom_id": "m", "title": "Secrets", "components": [
            { "type": 1, "components": [
                { "type": 4, "custom_id": "k", "label": "api_key", "style": 1, "max_length": 5 },
            ] },
            { "type": 1, "components": [
                { "type": 4, "custom_id": "n", "label": "Note", "style": 2, "value": "as it was",
                  "required": false },
            ] },
        ] }),
        )
    });
    let reply = Actor::named(&state, "admin").run("/secret").await;
    assert_eq!(
        reply.text(),
        "« Secrets »\napi_key: \nNote (optional): as it was"
    );
    let data = data(&reply.modal().fill("api_key", "k-1").submit().await.text());
    assert_eq!(data["custom_id"], "m");
    assert_eq!(data["components"][0]["components"][0]["value"], "k-1");
    assert_eq!(data["components"][1]["components"][0]["value"], "as it was");

    let refused = async |label: &str, value: &str| {
        let modal = reply.modal().fill(label, value);
        modal.submit().attempt().await.unwrap_err().to_string()
    };
    assert_eq!(
        refused("Key", "x").await,
        "the modal has no field `Key`; it has: api_key, Note"
    );
    assert_eq!(
        refused("Note", "x").await,
        "`api_key` takes 1 to 5 characters, not 0"
    );
    assert_eq!(
        refused("api_key", "longer").await,
        "`api_key` takes 1 to 5 characters, not 6"
    );
}

#[tokio::test]
async fn completions_and_context_menus_reach_the_bot() {
    let state = world();
    puppet(&state, |world, interaction| {
        let option = &interaction.data["options"][0]["options"][0]["options"][0];
        if option["focused"] == true {
            let typed = option["value"].as_str().unwrap();
            let name = format!("{typed}pport");
            return Response::Choices(vec![json!({ "name": name, "value": "id-1" })]);
        }
        tell_data(world, interaction)
    });
    let admin = Actor::named(&state, "admin");
    let offered = admin.complete("/panel form add panel:Su").await;
    assert_eq!(
        offered,
        [Choice {
            name: "Support".to_owned(),
            value: json!("id-1")
        }]
    );

    let member = state.read(|world| world.seed.member);
    let data = self::data(&admin.user_menu("Open ticket for user", "mika").await.text());
    assert_eq!(
        (&data["type"], &data["target_id"]),
        (&json!(2), &json!(member))
    );
    admin.say("#support", "Help me").unwrap();
    let message = admin.sees_message("support", "Help").await;
    let data = self::data(&admin.message_menu("Start ticket", &message).await.text());
    let resolved = &data["resolved"]["messages"][message.id().to_string()];
    assert_eq!(resolved["content"], "Help me");
}

#[tokio::test]
async fn everybody_sees_only_what_is_for_them() {
    let state = world();
    let (admin, member) = (
        Actor::named(&state, "admin"),
        Actor::named(&state, "member"),
    );
    assert_eq!(admin.channels(), ["general", "support", "transcripts"]);
    assert_eq!(member.channels(), ["general", "support"]);
    state.write(|world| {
        let seed = world.seed;
        post(
            world,
            seed.transcripts,
            None,
            json!({ "content": "for staff" }),
        );
        post(
            world,
            seed.support,
            Some(seed.admin),
            json!({ "content": "for the admin" }),
        );
        let direct = world.open_direct(seed.member, seed.bot).unwrap();
        post(world, direct, None, json!({ "content": "closed" }));
    });
    assert_eq!(member.messages("#transcripts").len(), 0);
    assert_eq!(member.messages("support").len(), 0);
    assert!(
        admin
            .sees_message("support", "for the admin")
            .await
            .is_ephemeral()
    );
    assert_eq!(member.receives("closed").await.author(), "Frontdesk");
    assert_eq!(admin.direct_messages().len(), 0);
    assert_eq!(member.say("#transcripts", "x").unwrap_err().code, 10003);
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "mika sees “Welcome” in #support")]
async fn waiting_in_vain_says_for_what() {
    let state = world();
    Actor::named(&state, "member")
        .sees_message("#support", "Welcome")
        .await;
}

#[tokio::test(start_paused = true)]
async fn waiting_in_vain_is_bounded() {
    let state = world();
    let found = state
        .until_within(Duration::from_secs(1), |_| None::<()>)
        .await;
    assert_eq!(found, None);
}
