use frontdesk::model::IntegrationId;
use frontdesk::vault::Sealed;

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{GUILD, later, moment, open, press, reserve};

on_both_engines!(values_belong_to_their_ticket);

fn sealed(words: &str) -> Sealed {
    Sealed::from_bytes(words.as_bytes().to_vec())
}

async fn values_belong_to_their_ticket(Scene { store, .. }: Scene) {
    let [first, second] = [1, 2].map(IntegrationId::new);
    let opening = reserve(&store, &press(GUILD, 7, 1)).await.id;
    let open = open(&store, GUILD, 8, 2).await.id;
    for (ticket, integration, words) in [
        (opening, second, "a"),
        (opening, first, "b"),
        (open, first, "c"),
        (opening, second, "d"),
    ] {
        store
            .keep_ticket_values(ticket, integration, &sealed(words), moment())
            .await
            .unwrap();
    }
    assert_eq!(
        store.ticket_values(opening).await.unwrap(),
        [(first, sealed("b")), (second, sealed("d"))]
    );
    assert!(store.undo_ticket(opening).await.unwrap());
    assert!(store.ticket_values(opening).await.unwrap().is_empty());
    // One that was under way.
    store
        .keep_ticket_values(opening, first, &sealed("late"), later(1))
        .await
        .unwrap();
    assert!(store.ticket_values(opening).await.unwrap().is_empty());
    assert_eq!(
        store.ticket_values(open).await.unwrap(),
        [(first, sealed("c"))]
    );
}
