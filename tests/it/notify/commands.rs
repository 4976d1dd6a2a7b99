//! What admins do and see.

use frontdesk_sandbox::{Answer, Upstream};

use super::{SLACK, asked, desk, is_signed, run, slack};

#[tokio::test(flavor = "multi_thread")]
async fn slack_hears_of_a_ticket() {
    let slack = slack().await;
    let desk = desk(&[&slack]).await;
    let admin = desk.user("admin");
    let added = run(&admin, &format!("/notify slack url:{}", slack.url(SLACK))).await;
    assert!(added.is_ephemeral());
    let origin = slack.url("");
    insta::assert_snapshot!(added.text().replace(&origin, "SLACK"), @"
    **slack-1** was added: SLACK/… gets `ticket.opened`, `ticket.claimed`, `ticket.unclaimed`, `ticket.closed`, `ticket.reopened`, `ticket.rated`, `ticket.stale`, `integration.failing`, `panel.created`.
    The test message was delivered.
    ");
    desk.panel().await;
    let member = desk.user("member");
    member
        .run(r#"/open subject:"<!channel> <@U1> <http://evil.example|x> & more""#)
        .in_channel("general")
        .finished()
        .await;
    let requests = asked(&slack, SLACK, 3).await;
    // Another lane than the panel's, so one may overtake the other.
    let request = requests
        .iter()
        .find(|request| request.body.contains("was opened"))
        .unwrap();
    let body = request.json();
    insta::assert_snapshot!(body["text"].as_str().unwrap(), @"Ticket 1 was opened (User: mika, Panel: Support, Subject: &lt;!channel&gt; &lt;@U1&gt; &lt;http://evil.example|x&gt; &amp; more)");
    let shown = serde_json::to_string_pretty(&body["blocks"][1]).unwrap();
    insta::assert_snapshot!(shown, @r#"
    {
      "fields": [
        {
          "text": "*User*\nmika",
          "type": "mrkdwn",
          "verbatim": true
        },
        {
          "text": "*Panel*\nSupport",
          "type": "mrkdwn",
          "verbatim": true
        },
        {
          "text": "*Subject*\n&lt;!channel&gt; &lt;@U1&gt; &lt;http://evil.example|x&gt; &amp; more",
          "type": "mrkdwn",
          "verbatim": true
        }
      ],
      "type": "section"
    }
    "#);
    let channel = desk.live().await[0].channel.unwrap();
    let link = body["blocks"][2]["elements"][0]["text"].as_str().unwrap();
    let expected = format!(
        "<https://discord.com/channels/{}/{channel}|Open in Discord>",
        desk.guild()
    );
    assert!(link.starts_with(&expected), "{link}");
    let all = format!("{request:?}");
    assert!(!all.contains("<!channel>") && !all.contains("<@U1>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slack_that_does_not_take_it_is_not_added() {
    let slack = slack().await;
    let desk = desk(&[&slack]).await;
    let admin = desk.user("admin");
    slack.on(SLACK, Answer::bytes("text/plain", "no_service").status(404));
    let refused = run(&admin, &format!("/notify slack url:{}", slack.url(SLACK))).await;
    insta::assert_snapshot!(refused.text(), @"Nothing was added, because the test message was not delivered: Slack says that this webhook is removed or turned off; create a new one and add it.");
    let elsewhere = run(
        &admin,
        "/notify slack url:https://example.com/services/T/B/x",
    )
    .await;
    insta::assert_snapshot!(elsewhere.text(), @"This is not an incoming webhook of Slack: create one at https://api.slack.com/messaging/webhooks and copy its URL, which begins with `https://hooks.slack.com/services/`.");
    let unknown = run(
        &admin,
        "/notify webhook url:https://example.com/ events:ticket.opend",
    )
    .await;
    insta::assert_snapshot!(unknown.text(), @"There is no event called ticket.opend: choose from ticket.opened, ticket.claimed, ticket.unclaimed, ticket.closed, ticket.reopened, ticket.rated, ticket.message, ticket.stale, integration.failing, panel.created.");
    let plain = run(&admin, "/notify webhook url:http://example.com/").await;
    insta::assert_snapshot!(plain.text(), @"Events tell of people, so they are sent encrypted only: use an `https://` URL.");
    let discord = run(
        &admin,
        "/notify discord url:https://example.com/api/webhooks/1/x",
    )
    .await;
    insta::assert_snapshot!(discord.text(), @"This is not a Discord webhook: create one in the channel's settings under Integrations and copy its URL, which begins with `https://discord.com/api/webhooks/`.");
    insta::assert_snapshot!(run(&admin, "/notify list").await.text(), @"
    | # Targets of events
    | Nothing is told to anybody yet: /notify slack, discord or webhook adds a target.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_can_check_signatures_also_while_the_secret_changes() {
    let receiver = Upstream::start("").await.unwrap();
    receiver.on("/hook", Answer::json("{}").status(202));
    let desk = desk(&[&receiver]).await;
    let admin = desk.user("admin");
    let line = format!(
        "/notify webhook url:{} events:panel.created",
        receiver.url("/hook")
    );
    let added = run(&admin, &line).await.text();
    let first = secret(&added);
    let test = &asked(&receiver, "/hook", 1).await[0];
    assert!(is_signed(test, &first));
    assert_eq!(test.json()["type"], "test");
    assert_eq!(test.header("content-type"), Some("application/json"));

    let tested = run(&admin, "/notify test target:WEBHOOK-1").await;
    insta::assert_snapshot!(tested.text(), @"
    The test message was delivered.
    [New secret]
    ");
    let question = tested.press("New secret").finished().await;
    insta::assert_snapshot!(question.text(), @"
    Give **webhook-1** a new signing secret? The old one still signs beside it for 24 hours, so that you can change your receiver.
    [Confirm] [Cancel]
    ");
    let second = secret(&question.press("Confirm").finished().await.text());
    assert_ne!(first, second);
    desk.panel().await;
    let told = &asked(&receiver, "/hook", 3).await[2];
    assert!(is_signed(told, &first) && is_signed(told, &second));
    assert!(!is_signed(told, "whsec_AAAA"));
    assert_eq!(told.json()["type"], "panel.created");
    // Not a ticket's: this target did not ask for it.
    desk.user("member").press("Open a ticket").finished().await;
    desk.settled().await;
    let deliveries = desk.store.deliveries(desk.guild(), None, 10).await.unwrap();
    assert_eq!(deliveries.len(), 1);
}

/// The secret in an answer.
fn secret(text: &str) -> String {
    let rest = &text[text.find("whsec_").expect("a secret is shown")..];
    rest[..rest.find('`').unwrap()].to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_discord_webhook_speaks_in_its_channel() {
    let desk = desk(&[]).await;
    let admin = desk.user("admin");
    let seed = desk.sandbox.seed();
    let (id, token) = desk.state().write(|world| {
        let id = world
            .create_webhook(seed.admin, seed.general, "Desk")
            .unwrap();
        (id, world.webhooks[&id].token.clone())
    });
    let url = format!("https://discord.com/api/webhooks/{id}/{token}");
    let added = run(&admin, &format!("/notify discord url:{url}"))
        .await
        .text();
    assert!(!added.contains(&token), "{added}");
    desk.panel().await;
    desk.user("member")
        .run(r#"/open subject:"@everyone **look**""#)
        .in_channel("general")
        .finished()
        .await;
    let told = admin.sees_message("general", "was opened").await;
    let guild = desk.guild().to_string();
    let channel = desk.live().await[0].channel.unwrap().to_string();
    let text = told
        .text()
        .replace(&guild, "GUILD")
        .replace(&channel, "CHANNEL");
    let text: Vec<_> = text.lines().filter(|line| !line.contains("UTC")).collect();
    insta::assert_snapshot!(text.join("\n").replace('\u{200b}', "·"), @r"
    | # Ticket 1 was opened
    | [Open in Discord](https://discord.com/channels/GUILD/CHANNEL)
    | User: mika
    | Panel: Support
    | Subject: @·everyone \*\*look\*\*
    ");

    // Deleted in Discord: the admin is told.
    desk.state().write(|world| world.webhooks.remove(&id));
    let tested = run(&admin, "/notify test target:discord-1").await;
    insta::assert_snapshot!(tested.text(), @"The test message was not delivered: Discord does not know this webhook any more; create a new one and add it.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_delivery_is_tried_again_from_the_log() {
    let slack = slack().await;
    let desk = desk(&[&slack]).await;
    let admin = desk.user("admin");
    run(
        &admin,
        &format!(
            "/notify slack url:{} events:panel.created",
            slack.url(SLACK)
        ),
    )
    .await;
    slack.on(
        SLACK,
        Answer::bytes("text/plain", "channel_is_archived").status(410),
    );
    desk.panel().await;
    asked(&slack, SLACK, 2).await;
    let health = until(&desk, |delivery| delivery.ended_at.is_some()).await;
    assert_eq!(health.problem.as_deref(), Some("channel_is_archived"));
    let list = run(&admin, "/notify list").await.text();
    assert!(list.contains("The channel in Slack is archived"), "{list}");
    assert!(!list.contains("planted"), "{list}");
    let log = run(&admin, "/notify log target:Slack-1").await;
    let shown = log.text();
    assert!(shown.contains("given up after one try"), "{shown}");
    slack.on(SLACK, Answer::bytes("text/plain", "ok"));
    let label = format!("Retry #{}", health.id);
    log.press(&label).finished().await;
    asked(&slack, SLACK, 3).await;
    let well = until(&desk, |delivery| delivery.problem.is_none()).await;
    assert_eq!(well.id, health.id);
    let log = run(&admin, "/notify log").await.text();
    assert!(log.contains("delivered at try 1"), "{log}");

    let question = run(&admin, "/notify remove target:slack-1").await;
    let removed = question.press("Confirm").finished().await;
    insta::assert_snapshot!(removed.text(), @"**slack-1** was removed.");
    insta::assert_snapshot!(run(&admin, "/notify log").await.text(), @"
    | # Last deliveries
    | Nothing has been sent yet.
    ");
    let gone = run(&admin, "/notify test target:slack-1").await;
    insta::assert_snapshot!(gone.text(), @"There is no target called slack-1 here: /notify list shows them all.");
}

/// The only delivery, once it is like that.
async fn until(
    desk: &crate::support::Desk,
    is: impl Fn(&frontdesk::store::Delivery) -> bool,
) -> frontdesk::store::Delivery {
    for _ in 0..1000 {
        let all = desk.store.deliveries(desk.guild(), None, 10).await.unwrap();
        if let [delivery] = all.as_slice()
            && is(delivery)
        {
            return delivery.clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the delivery does not get there");
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_and_secrets_are_nowhere_but_sealed_in_their_table() {
    let slack = slack().await;
    let desk = desk(&[&slack]).await;
    let admin = desk.user("admin");
    slack.on("/planted-hook", Answer::json("{}"));
    let added = run(&admin, &format!("/notify slack url:{}", slack.url(SLACK))).await;
    assert!(!added.text().contains("planted"));
    let line = format!(
        "/notify webhook url:{}",
        slack.url("/planted-hook?key=planted")
    );
    let added = run(&admin, &line).await;
    let secret = secret(&added.text());
    assert!(!added.text().contains("planted"));
    desk.panel().await;
    asked(&slack, SLACK, 2).await;
    asked(&slack, "/planted-hook", 2).await;
    for line in ["/notify list", "/notify log", "/notify test target:slack-1"] {
        let text = run(&admin, line).await.text();
        assert!(
            !text.contains("planted") && !text.contains(&secret),
            "{text}"
        );
    }
    let mut files = 0;
    for entry in std::fs::read_dir(desk.folder()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        files += 1;
        for needle in [b"planted".as_slice(), secret.as_bytes()] {
            let found = bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!found, "a secret stands in a file");
        }
    }
    assert!(files > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_for_admins_and_only_for_so_many_targets() {
    let slack = slack().await;
    let desk = desk(&[&slack]).await;
    let admin = desk.user("admin");
    let line = format!("/notify slack url:{}", slack.url(SLACK));
    for _ in 0..10 {
        assert!(run(&admin, &line).await.text().contains("was added"));
    }
    insta::assert_snapshot!(run(&admin, &line).await.text(), @"This server has 10 targets already, and that is the most: remove one with /notify remove first.");
    let names = admin
        .complete("/notify test target:slack-1")
        .in_channel("general")
        .attempt()
        .await
        .unwrap();
    assert_eq!(names.len(), 2, "slack-1 and slack-10");
    let events = admin
        .complete("/notify slack url:x events:ticket.opened, clo")
        .in_channel("general")
        .attempt()
        .await
        .unwrap();
    assert_eq!(events.len(), 1);
}
