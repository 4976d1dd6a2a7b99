//! What was said to be done is done, whatever happens to the program next.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use frontdesk::model::{NewTicket, TicketState};
use frontdesk::store::Store;

use super::engines::Scratch;
use super::samples::{GUILD, press, reserve};

const READY: &str = "the ticket is reserved";

/// The other half of the test below, in a process of its own: the address comes over standard input.
#[tokio::test]
#[ignore = "run by `a_reservation_survives_a_kill`"]
async fn a_program_that_is_killed() {
    let url = std::io::stdin().lines().next().unwrap().unwrap();
    let store = Store::connect(&url).await.unwrap();
    reserve(&store, &press(GUILD, 1, 1)).await;
    println!("\n{READY}");
    std::future::pending::<()>().await;
}

async fn a_reservation_survives_a_kill(database: Scratch) {
    use std::io::Write as _;

    let store = database.migrated().await.store;
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::durability::a_program_that_is_killed"])
        .args(["--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{}", database.url).unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(
        lines.any(|line| line.unwrap() == READY),
        "the program failed"
    );
    child.kill().unwrap();
    child.wait().unwrap();

    let tickets = store.live_tickets(GUILD).await.unwrap();
    assert_eq!(tickets.len(), 1);
    assert_eq!(
        (tickets[0].number, tickets[0].state),
        (1, TicketState::Opening)
    );
    assert!(store.undo_ticket(tickets[0].id).await.unwrap());
    let again = NewTicket {
        instance: "second start".to_owned(),
        ..press(GUILD, 1, 2)
    };
    assert_eq!(reserve(&store, &again).await.number, 2);
    database.remove().await;
}

#[tokio::test]
async fn a_reservation_in_sqlite_survives_a_kill() {
    a_reservation_survives_a_kill(Scratch::sqlite()).await;
}

#[tokio::test]
async fn a_reservation_in_postgres_survives_a_kill() {
    if let Some(database) = Scratch::postgres().await {
        a_reservation_survives_a_kill(database).await;
    }
}
