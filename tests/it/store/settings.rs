use super::engines::Scene;
use super::on_both_engines;
use super::samples::{GUILD, OTHER_GUILD};

on_both_engines!(a_setting_is_set_replaced_and_reset_in_its_server_alone);

async fn a_setting_is_set_replaced_and_reset_in_its_server_alone(Scene { store, .. }: Scene) {
    assert!(store.guild_settings(GUILD).await.unwrap().is_empty());
    store
        .set_guild_setting(GUILD, "language", "en")
        .await
        .unwrap();
    store
        .set_guild_setting(GUILD, "language", "de")
        .await
        .unwrap();
    store
        .set_guild_setting(GUILD, "naming", "\u{1f3ab}-%id%")
        .await
        .unwrap();
    store
        .set_guild_setting(OTHER_GUILD, "language", "en")
        .await
        .unwrap();

    let settings = store.guild_settings(GUILD).await.unwrap();
    let settings: Vec<_> = settings
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    assert_eq!(settings, [("language", "de"), ("naming", "\u{1f3ab}-%id%")]);

    assert!(store.reset_guild_setting(GUILD, "language").await.unwrap());
    assert!(!store.reset_guild_setting(GUILD, "language").await.unwrap());
    assert_eq!(store.guild_settings(GUILD).await.unwrap().len(), 1);
    assert_eq!(store.guild_settings(OTHER_GUILD).await.unwrap().len(), 1);
}
