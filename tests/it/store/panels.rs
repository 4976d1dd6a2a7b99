use frontdesk::model::{ChannelId, EventKind, MessageId, NewPanel, Panel, PanelId};
use frontdesk::store::StoreError;
use serde_json::json;

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{GUILD, OTHER_GUILD, event, full_panel, open, press, reserve};

on_both_engines!(
    a_panel_comes_back_as_it_was_stored,
    a_title_is_taken_in_any_case,
    a_panel_is_changed_only_from_its_own_server,
    a_deleted_panel_leaves_its_tickets,
    panels_are_listed_oldest_first,
    a_message_that_is_gone_is_replaced_once,
);

async fn insert(scene: &Scene, panel: &NewPanel) -> Result<Panel, StoreError> {
    scene
        .store
        .insert_panel(GUILD, panel, |panel| frontdesk::model::Event {
            data: json!({ "panel": panel.id }),
            ..event(EventKind::PanelCreated, GUILD)
        })
        .await
}

async fn a_panel_comes_back_as_it_was_stored(scene: Scene) {
    let Scene { store, .. } = &scene;
    let panel = insert(&scene, &full_panel("Support")).await.unwrap();
    assert_eq!(panel.settings, full_panel("Support"));
    assert_eq!(
        (panel.guild, panel.message, panel.enabled),
        (GUILD, None, true)
    );
    assert_eq!(
        store.panel(GUILD, panel.id).await.unwrap(),
        Some(panel.clone())
    );

    let events = store.events(GUILD, 0, 10).await.unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, "panel.created");
    assert_eq!(events[0].data, json!({ "panel": panel.id }));

    let bare = NewPanel {
        title: "Bare".to_owned(),
        ..NewPanel::default()
    };
    let panel = insert(&scene, &bare).await.unwrap();
    assert_eq!(
        store
            .panel(GUILD, panel.id)
            .await
            .unwrap()
            .unwrap()
            .settings,
        bare
    );
}

async fn a_title_is_taken_in_any_case(scene: Scene) {
    let Scene { store, .. } = &scene;
    let panel = insert(&scene, &full_panel("Äpfel & Öl")).await.unwrap();
    // In another case, and with the dots as letters of their own.
    for title in ["äPFEL & öL", " A\u{308}pfel & O\u{308}l "] {
        let refused = insert(&scene, &full_panel(title)).await;
        assert!(matches!(refused, Err(StoreError::NameTaken)), "{title}");
        let found = store.panel_by_title(GUILD, title).await.unwrap();
        assert_eq!(found.map(|panel| panel.id), Some(panel.id));
        assert_eq!(
            store.panel_by_title(OTHER_GUILD, title).await.unwrap(),
            None
        );
    }
    assert_eq!(
        store.events(GUILD, 0, 10).await.unwrap().len(),
        1,
        "a refusal is no event"
    );

    let other = insert(&scene, &full_panel("Other")).await.unwrap();
    let refused = store
        .update_panel(GUILD, other.id, &full_panel("ÄPFEL & ÖL"))
        .await;
    assert!(matches!(refused, Err(StoreError::NameTaken)));
    // Its own title in another case is no other panel's.
    assert!(
        store
            .update_panel(GUILD, panel.id, &full_panel("ÄPFEL & ÖL"))
            .await
            .unwrap()
    );
    // And another server's titles are its own.
    store
        .insert_panel(OTHER_GUILD, &full_panel("Äpfel & Öl"), |_| {
            event(EventKind::PanelCreated, OTHER_GUILD)
        })
        .await
        .unwrap();
}

async fn a_panel_is_changed_only_from_its_own_server(scene: Scene) {
    let Scene { store, .. } = &scene;
    let panel = insert(&scene, &full_panel("Support")).await.unwrap();
    let (channel, message) = (ChannelId::new(21), MessageId::new(22));
    let changed = full_panel("Changed");
    for (guild, id) in [(OTHER_GUILD, panel.id), (GUILD, PanelId::new(99))] {
        assert!(!store.update_panel(guild, id, &changed).await.unwrap());
        assert!(!store.enable_panel(guild, id, false).await.unwrap());
        assert!(
            !store
                .set_panel_message(guild, id, channel, message)
                .await
                .unwrap()
        );
        assert!(!store.delete_panel(guild, id).await.unwrap());
        assert_eq!(store.panel(guild, id).await.unwrap(), None);
    }
    assert_eq!(
        store.panel(GUILD, panel.id).await.unwrap(),
        Some(panel.clone())
    );

    assert!(store.update_panel(GUILD, panel.id, &changed).await.unwrap());
    assert!(store.enable_panel(GUILD, panel.id, false).await.unwrap());
    assert!(
        store
            .set_panel_message(GUILD, panel.id, channel, message)
            .await
            .unwrap()
    );
    let expected = Panel {
        settings: NewPanel {
            channel: Some(channel),
            ..changed
        },
        message: Some(message),
        enabled: false,
        ..panel
    };
    assert_eq!(
        store.panel(GUILD, expected.id).await.unwrap(),
        Some(expected)
    );
}

async fn a_deleted_panel_leaves_its_tickets(scene: Scene) {
    let Scene { store, .. } = &scene;
    let panel = insert(&scene, &full_panel("Support")).await.unwrap();
    let with_panel = |interaction| frontdesk::model::NewTicket {
        panel: Some(panel.id),
        ..press(GUILD, 1, interaction)
    };
    let ticket = reserve(store, &with_panel(1)).await;
    assert_eq!(ticket.panel, Some(panel.id));
    let foreign = frontdesk::model::NewTicket {
        guild: OTHER_GUILD,
        ..with_panel(2)
    };
    assert_eq!(
        reserve(store, &foreign).await.panel,
        None,
        "of another server"
    );

    assert!(store.delete_panel(GUILD, panel.id).await.unwrap());
    assert_eq!(
        store.ticket(GUILD, ticket.id).await.unwrap().unwrap().panel,
        None
    );
    assert_eq!(
        reserve(store, &with_panel(3)).await.panel,
        None,
        "gone since the press"
    );

    let next = insert(&scene, &full_panel("Support")).await.unwrap();
    assert_ne!(next.id, panel.id, "old buttons carry the old id");
    open(store, GUILD, 1, 4).await;
}

async fn panels_are_listed_oldest_first(scene: Scene) {
    for title in ["b", "a", "c"] {
        insert(&scene, &full_panel(title)).await.unwrap();
    }
    let panels = scene.store.panels(GUILD).await.unwrap();
    let titles: Vec<_> = panels.iter().map(|panel| &*panel.settings.title).collect();
    assert_eq!(titles, ["b", "a", "c"]);
    assert!(scene.store.panels(OTHER_GUILD).await.unwrap().is_empty());
}

async fn a_message_that_is_gone_is_replaced_once(scene: Scene) {
    let Scene { store, .. } = &scene;
    let panel = insert(&scene, &full_panel("Support")).await.unwrap();
    let (channel, first, second) = (ChannelId::new(21), MessageId::new(22), MessageId::new(23));
    let posted = store.set_panel_message(GUILD, panel.id, channel, first);
    assert!(posted.await.unwrap());
    let replace = async |guild, gone, message| {
        let replaced = store.replace_panel_message(guild, panel.id, gone, message);
        replaced.await.unwrap()
    };
    assert!(!replace(OTHER_GUILD, first, None).await);
    assert!(!replace(GUILD, second, None).await);
    assert!(replace(GUILD, first, Some(second)).await);
    assert!(!replace(GUILD, first, None).await);
    let message = async || store.panel(GUILD, panel.id).await.unwrap().unwrap().message;
    assert_eq!(message().await, Some(second));
    assert!(replace(GUILD, second, None).await);
    assert_eq!(message().await, None);
}
