use frontdesk::store::{BlockedGuild, InstanceCounts, Wait};

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{
    ADMIN, GUILD, OTHER_GUILD, activation, create, event, full_panel, later, moment, open,
};
use frontdesk::model::EventKind;

on_both_engines!(
    a_blocked_server_is_known_until_it_is_unblocked,
    everything_is_counted
);

async fn a_blocked_server_is_known_until_it_is_unblocked(Scene { store, .. }: Scene) {
    let blocked = BlockedGuild {
        guild: GUILD,
        reason: Some("Spam".to_owned()),
        by: ADMIN,
        at: moment(),
    };
    assert!(!store.is_guild_blocked(GUILD).await.unwrap());
    assert!(store.block_guild(&blocked).await.unwrap());
    let again = BlockedGuild {
        reason: None,
        ..blocked.clone()
    };
    assert!(!store.block_guild(&again).await.unwrap());
    let later = BlockedGuild {
        guild: OTHER_GUILD,
        at: later(1),
        ..again
    };
    assert!(store.block_guild(&later).await.unwrap());
    assert!(store.is_guild_blocked(GUILD).await.unwrap());
    assert_eq!(store.blocked_guilds().await.unwrap(), [later, blocked]);
    assert!(store.unblock_guild(GUILD).await.unwrap());
    assert!(!store.unblock_guild(GUILD).await.unwrap());
    assert!(!store.is_guild_blocked(GUILD).await.unwrap());
}

async fn everything_is_counted(Scene { store, .. }: Scene) {
    assert_eq!(
        store.instance_counts().await.unwrap(),
        InstanceCounts::default()
    );
    for title in ["One", "Two"] {
        store
            .insert_panel(GUILD, &full_panel(title), |_| {
                event(EventKind::PanelCreated, GUILD)
            })
            .await
            .unwrap();
    }
    open(&store, GUILD, 7, 1).await;
    let row = create(&store, ADMIN, 1, "scores").await;
    store
        .put_activation(&activation(GUILD, row.id), 1, &[], 10)
        .await
        .unwrap();
    store
        .queue_publication(ADMIN, row.id, &Wait::silent(moment()))
        .await
        .unwrap();
    let expected = InstanceCounts {
        guilds_with_panels: 1,
        panels: 2,
        open_tickets: 1,
        tickets: 1,
        integrations: 1,
        public_integrations: 0,
        waiting_integrations: 1,
        activations: 1,
        blocked_guilds: 0,
    };
    assert_eq!(store.instance_counts().await.unwrap(), expected);
}
