use super::engines::Scene;
use super::on_both_engines;
use super::samples::{GUILD, OTHER_GUILD, open, press, reserve};

on_both_engines!(a_welcome_message_waits_for_its_values_until_it_has_them);

async fn a_welcome_message_waits_for_its_values_until_it_has_them(Scene { store, .. }: Scene) {
    let first = open(&store, GUILD, 1, 1).await.id;
    let second = reserve(&store, &press(GUILD, 1, 2)).await.id;
    let waiting = async |guild| store.unfilled(guild).await.unwrap();
    for ticket in [first, second, first] {
        store.note_unfilled(GUILD, ticket, "a").await.unwrap();
    }
    assert_eq!(
        waiting(GUILD).await,
        [(first, "a".to_owned()), (second, "a".to_owned())]
    );
    assert_eq!(waiting(OTHER_GUILD).await, []);

    let take =
        async |from: &str, to: &str| store.take_over_unfilled(first, from, to).await.unwrap();
    assert!(!take("b", "c").await);
    assert!(take("a", "b").await);
    assert!(!take("a", "c").await);
    assert_eq!(waiting(GUILD).await[0], (first, "b".to_owned()));

    store.note_filled(first).await.unwrap();
    store.note_filled(first).await.unwrap();
    // What is undone waits for nothing.
    assert!(store.undo_ticket(second).await.unwrap());
    assert_eq!(waiting(GUILD).await, []);
}
