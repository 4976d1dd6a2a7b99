//! Agreeing again to what has changed.

use frontdesk::model::GuildId;
use frontdesk_sandbox::Upstream;

use super::{approve, desk, elsewhere, published, used_elsewhere};
use crate::integration_commands::{redacted, run};

#[tokio::test(flavor = "multi_thread")]
async fn a_server_pauses_until_an_admin_has_seen_what_changed() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    published(&desk, &api).await;
    used_elsewhere(&desk, "planted-key").await;
    let admin = desk.user("admin");
    let own = "integration:my integration";
    for line in [
        format!("/integration edit {own} method:POST"),
        format!("/integration header set {own} name:X-Static value:planted-other"),
    ] {
        run(&admin, &line).await;
    }
    let test = "/integration test integration:my integration user:585576154958921739";
    assert!(elsewhere(&desk, test).await.text().contains("Ryan"));
    let (guild, channel) = desk.state().read(|world| {
        let guild = world
            .guilds
            .values()
            .find(|one| one.name == "Elsewhere")
            .unwrap();
        let mut channels = world.channels.values();
        let channel = channels.find(|one| one.guild == Some(guild.id)).unwrap();
        (GuildId::new(guild.id.0), channel.id.to_string())
    });
    let stored = desk.store.set_guild_setting(guild, "log_channel", &channel);
    stored.await.unwrap();
    approve(&desk).await;
    let sam = desk.user("sam");
    let note = sam
        .sees_message("Elsewhere/general", "is paused here")
        .await;
    insta::assert_snapshot!(note.text(), @"
    **My Integration** is paused here: what it sends, or to whom, has changed. The operator of this bot has approved that; an admin of this server must agree too.
    [Review My Integration]
    ");
    let asked = api.requests().len();
    let paused = elsewhere(&desk, test).await;
    insta::assert_snapshot!(paused.text(), @"The integration has changed and is paused; activate it again to agree to the change.");
    let view = elsewhere(&desk, "/integration view integration:my integration").await;
    assert!(view.text().contains("[Review]"), "{}", view.text());
    let list = elsewhere(&desk, "/integration list").await;
    insta::assert_snapshot!(redacted(&api, &list.text()), @"
    | # Integrations
    | 🟡 **My Integration** (`API`): paused
    [Review My Integration]
    ");
    let review = list.press("Review My Integration").finished().await;
    insta::assert_snapshot!(redacted(&api, &review.text()), @"
    | # Activate My Integration?
    | For each ticket whose welcome message needs it, this server will send `POST` to `API`.
    | Public, approved by the operator of this bot.
    | What has changed: It sent `GET` and now sends `POST`.
    | What is sent in a header has changed.
    | What is sent: `guild_id`, `user_id`, `ticket_id`, `ticket_channel_id`, `is_new_ticket`, `api_key`
    | Privacy policy: None given. Ask the host's owner what becomes of the data.
    | Placeholders gained: `%online_status%`, `%my_integration.username%` (`%username%` means something else here), `%creation_year%`, `%high_score%`, `%last_score%`
    | _Nothing of this has been sent yet. Confirm goes on with the secrets that were entered before._
    [Confirm] [Cancel]
    ");
    assert_eq!(
        api.requests().len(),
        asked,
        "nothing is sent before Confirm"
    );
    let agreed = review.press("Confirm").finished().await;
    assert!(
        agreed.text().contains("is active here"),
        "{}",
        agreed.text()
    );
    let tested = elsewhere(&desk, test).await;
    assert!(tested.text().contains("POST"), "{}", tested.text());
    // What a member writes is not for a stranger's API.
    let sent = api.requests().pop().unwrap();
    assert!(!sent.body.contains("form_data"), "{}", sent.body);
    assert!(sent.body.contains("ticket_channel_id"), "{}", sent.body);
    let nothing = sam
        .press("Review My Integration")
        .on(&note)
        .finished()
        .await;
    insta::assert_snapshot!(nothing.text(), @"Nothing has changed since an admin agreed; the integration is active.");
    let nothing = view.press("Review").finished().await;
    insta::assert_snapshot!(nothing.text(), @"Nothing has changed since an admin agreed; the integration is active.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_secret_is_asked_for() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    published(&desk, &api).await;
    used_elsewhere(&desk, "planted-key").await;
    let admin = desk.user("admin");
    let own = "integration:my integration";
    run(
        &admin,
        &format!("/integration secret add {own} name:region"),
    )
    .await;
    approve(&desk).await;
    let view = elsewhere(&desk, "/integration view integration:my integration").await;
    let review = view.press("Review").finished().await;
    insta::assert_snapshot!(redacted(&api, &review.text()), @"
    | # Activate My Integration?
    | For each ticket whose welcome message needs it, this server will send `GET` to `API`.
    | Public, approved by the operator of this bot.
    | What has changed: New secrets: `region`.
    | What is sent: `user_id`, `api_key`
    | Privacy policy: None given. Ask the host's owner what becomes of the data.
    | Placeholders gained: `%online_status%`, `%my_integration.username%` (`%username%` means something else here), `%creation_year%`, `%high_score%`, `%last_score%`
    | _Nothing of this has been sent yet. It asks for a secret that was not entered here so far._
    [Enter the secrets] [Cancel]
    ");
    let modal = review.press("Enter the secrets").await.modal();
    assert!(!modal.text().contains("planted"), "{}", modal.text());
    let card = modal
        .fill("api_key", "planted-key")
        .fill("region", "eu")
        .submit()
        .finished()
        .await;
    assert!(card.text().contains("New secrets"), "{}", card.text());
    let active = card.press("Confirm").finished().await;
    assert!(
        active.text().contains("is active here"),
        "{}",
        active.text()
    );
}
