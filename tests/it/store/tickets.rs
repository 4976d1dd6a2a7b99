use frontdesk::model::{
    ChannelId, EventKind, MessageId, NewTicket, Reservation, Ticket, TicketCounts, TicketId,
    TicketState, TicketThread, UserId,
};

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{
    ADMIN, GUILD, OTHER_GUILD, later, moment, open, press, reserve, ticket_event,
};

on_both_engines!(
    a_ticket_goes_its_way,
    a_step_from_the_wrong_state_changes_nothing,
    a_number_is_never_used_twice,
    the_limit_counts_what_is_not_closed,
    an_interaction_opens_one_ticket_ever,
    a_press_is_forgotten_after_a_day,
    a_ticket_is_seen_only_from_its_own_server,
    what_a_crash_left_is_found_by_the_next_start,
    tickets_are_counted,
    a_thread_is_remembered_before_it_exists,
    staff_joins_open_tickets_only,
);

async fn a_ticket_goes_its_way(Scene { store, .. }: Scene) {
    let wanted = NewTicket {
        subject: Some("It's \u{1f525}".to_owned()),
        ..press(GUILD, 1, 1)
    };
    let mut expected = reserve(&store, &wanted).await;
    assert_eq!(
        expected,
        Ticket {
            id: expected.id,
            guild: GUILD,
            number: 1,
            panel: None,
            opener: UserId::new(1),
            state: TicketState::Opening,
            channel: None,
            welcome_message: None,
            thread: None,
            notice: None,
            subject: wanted.subject,
            reference: wanted.reference,
            instance: wanted.instance,
            opened_at: moment(),
            claimed_by: None,
            closed_at: None,
            closed_by: None,
            close_reason: None,
        }
    );
    let (id, channel, message) = (expected.id, ChannelId::new(21), MessageId::new(22));
    let stored = async || store.ticket(GUILD, id).await.unwrap().unwrap();
    assert_eq!(stored().await, expected);

    assert!(store.set_ticket_channel(id, channel).await.unwrap());
    expected.channel = Some(channel);
    assert_eq!(stored().await, expected);
    assert_eq!(
        store
            .ticket_by_channel(GUILD, channel)
            .await
            .unwrap()
            .as_ref(),
        Some(&expected)
    );
    assert!(store.events(GUILD, 0, 10).await.unwrap().is_empty());

    let opened = ticket_event(EventKind::TicketOpened, &expected);
    assert!(store.confirm_ticket(id, message, &opened).await.unwrap());
    expected.state = TicketState::Open;
    expected.welcome_message = Some(message);
    assert_eq!(stored().await, expected);

    let closing = store.begin_close_ticket(id, ADMIN, Some("done"), later(60), "second start");
    assert!(closing.await.unwrap());
    expected.state = TicketState::Closing;
    expected.instance = "second start".into();
    expected.closed_by = Some(ADMIN);
    expected.close_reason = Some("done".to_owned());
    expected.closed_at = Some(later(60));
    assert_eq!(stored().await, expected);

    let closed = ticket_event(EventKind::TicketClosed, &expected);
    assert!(store.finish_close_ticket(id, &closed).await.unwrap());
    expected.state = TicketState::Closed;
    assert_eq!(stored().await, expected);

    let events = store.events(GUILD, 0, 10).await.unwrap();
    let kinds: Vec<_> = events
        .iter()
        .map(|event| (&*event.kind, event.ticket))
        .collect();
    assert_eq!(
        kinds,
        [("ticket.opened", Some(id)), ("ticket.closed", Some(id))]
    );
}

async fn a_step_from_the_wrong_state_changes_nothing(Scene { store, .. }: Scene) {
    let opening = reserve(&store, &press(GUILD, 1, 1)).await;
    let opened = open(&store, GUILD, 2, 2).await;
    let closing = open(&store, GUILD, 3, 3).await;
    let closed = open(&store, GUILD, 4, 4).await;
    for ticket in [&closing, &closed] {
        let begun = store.begin_close_ticket(ticket.id, ADMIN, None, moment(), "x");
        assert!(begun.await.unwrap());
    }
    let event = ticket_event(EventKind::TicketClosed, &closed);
    assert!(store.finish_close_ticket(closed.id, &event).await.unwrap());

    let events = store.events(GUILD, 0, 100).await.unwrap();
    let missing = TicketId::new(99);
    for id in [opened.id, closing.id, closed.id, missing] {
        assert!(
            !store
                .set_ticket_channel(id, ChannelId::new(1))
                .await
                .unwrap()
        );
        assert!(
            !store
                .confirm_ticket(id, MessageId::new(1), &event)
                .await
                .unwrap()
        );
        assert!(!store.undo_ticket(id).await.unwrap());
    }
    for id in [opening.id, closing.id, closed.id, missing] {
        let begun = store.begin_close_ticket(id, ADMIN, None, moment(), "x");
        assert!(!begun.await.unwrap());
    }
    for id in [opening.id, opened.id, closed.id, missing] {
        assert!(!store.finish_close_ticket(id, &event).await.unwrap());
    }
    assert_eq!(store.events(GUILD, 0, 100).await.unwrap(), events);
    for ticket in [opening, opened] {
        assert_eq!(store.ticket(GUILD, ticket.id).await.unwrap(), Some(ticket));
    }
}

async fn a_number_is_never_used_twice(Scene { store, .. }: Scene) {
    let first = reserve(&store, &press(GUILD, 1, 1)).await;
    assert!(store.undo_ticket(first.id).await.unwrap());
    assert_eq!(store.ticket(GUILD, first.id).await.unwrap(), None);
    assert!(!store.undo_ticket(first.id).await.unwrap());

    let second = reserve(&store, &press(GUILD, 1, 2)).await;
    assert_eq!((first.number, second.number), (1, 2));
    assert_ne!(first.id, second.id);
    assert_eq!(reserve(&store, &press(OTHER_GUILD, 1, 3)).await.number, 1);

    // A refusal takes none.
    assert!(matches!(
        store.reserve_ticket(&press(GUILD, 1, 4), 1).await.unwrap(),
        Reservation::LimitReached { .. }
    ));
    assert_eq!(reserve(&store, &press(GUILD, 2, 5)).await.number, 3);
}

async fn the_limit_counts_what_is_not_closed(Scene { store, .. }: Scene) {
    let full = async |interaction, open, channel: Option<u64>| {
        let answer = store.reserve_ticket(&press(GUILD, 1, interaction), 3).await;
        let channel = channel.map(ChannelId::new);
        assert_eq!(answer.unwrap(), Reservation::LimitReached { open, channel });
    };
    let first = open(&store, GUILD, 1, 1).await;
    let second = open(&store, GUILD, 1, 2).await;
    let third = reserve(&store, &press(GUILD, 1, 3)).await;
    // The newest that has a channel.
    full(4, 3, Some(1_000_002)).await;
    // One that is being closed still counts.
    let begun = store.begin_close_ticket(second.id, ADMIN, None, moment(), "x");
    assert!(begun.await.unwrap());
    full(5, 3, Some(1_000_002)).await;
    let closed = ticket_event(EventKind::TicketClosed, &second);
    assert!(store.finish_close_ticket(second.id, &closed).await.unwrap());
    reserve(&store, &press(GUILD, 1, 6)).await;
    full(7, 3, first.channel.map(ChannelId::get)).await;
    // Undoing makes room; other members and other servers have their own.
    assert!(store.undo_ticket(third.id).await.unwrap());
    reserve(&store, &press(GUILD, 1, 8)).await;
    reserve(&store, &press(GUILD, 2, 9)).await;
    reserve(&store, &press(OTHER_GUILD, 1, 10)).await;
    let none = store
        .reserve_ticket(&press(OTHER_GUILD, 3, 11), 0)
        .await
        .unwrap();
    assert_eq!(
        none,
        Reservation::LimitReached {
            open: 0,
            channel: None
        }
    );
}

async fn an_interaction_opens_one_ticket_ever(Scene { store, .. }: Scene) {
    let again = async |interaction| {
        let ticket = NewTicket {
            reference: "another".to_owned(),
            ..press(GUILD, 1, interaction)
        };
        assert_eq!(
            store.reserve_ticket(&ticket, 10).await.unwrap(),
            Reservation::Duplicate
        );
    };
    let ticket = reserve(&store, &press(GUILD, 1, 1)).await;
    again(1).await;
    assert!(store.undo_ticket(ticket.id).await.unwrap());
    again(1).await;

    let ticket = open(&store, GUILD, 1, 2).await;
    again(2).await;
    let begun = store.begin_close_ticket(ticket.id, ADMIN, None, moment(), "x");
    assert!(begun.await.unwrap());
    let closed = ticket_event(EventKind::TicketClosed, &ticket);
    assert!(store.finish_close_ticket(ticket.id, &closed).await.unwrap());
    again(2).await;

    // One that was refused was answered, too.
    assert!(matches!(
        store.reserve_ticket(&press(GUILD, 1, 3), 0).await.unwrap(),
        Reservation::LimitReached { .. }
    ));
    again(3).await;
    assert!(store.live_tickets(GUILD).await.unwrap().is_empty());
}

async fn a_press_is_forgotten_after_a_day(Scene { store, .. }: Scene) {
    let at = |hours: i64, interaction| NewTicket {
        opened_at: later(hours * 3_600),
        reference: format!("{hours}-{interaction}"),
        ..press(GUILD, 1, interaction)
    };
    reserve(&store, &at(0, 1)).await;
    let soon = store.reserve_ticket(&at(23, 1), 10).await.unwrap();
    assert_eq!(soon, Reservation::Duplicate);
    reserve(&store, &at(25, 2)).await;
    reserve(&store, &at(25, 1)).await;
}

async fn a_ticket_is_seen_only_from_its_own_server(Scene { store, .. }: Scene) {
    let ticket = open(&store, GUILD, 1, 1).await;
    let channel = ticket.channel.unwrap();
    assert_eq!(store.ticket(OTHER_GUILD, ticket.id).await.unwrap(), None);
    assert_eq!(
        store.ticket_by_channel(OTHER_GUILD, channel).await.unwrap(),
        None
    );
    assert!(store.live_tickets(OTHER_GUILD).await.unwrap().is_empty());
    assert!(store.events(OTHER_GUILD, 0, 10).await.unwrap().is_empty());

    let other = reserve(&store, &press(OTHER_GUILD, 1, 2)).await;
    let event = ticket_event(EventKind::TicketOpened, &ticket);
    let confirmed = store
        .confirm_ticket(other.id, MessageId::new(1), &event)
        .await;
    assert!(!confirmed.unwrap(), "with an event of another server");
}

async fn what_a_crash_left_is_found_by_the_next_start(Scene { store, .. }: Scene) {
    let opening = reserve(&store, &press(GUILD, 1, 1)).await;
    let open_one = open(&store, GUILD, 2, 2).await;
    let closing = open(&store, GUILD, 3, 3).await;
    let begun = store.begin_close_ticket(closing.id, ADMIN, None, moment(), "second start");
    assert!(begun.await.unwrap());
    let closed = open(&store, GUILD, 4, 4).await;
    let begun = store.begin_close_ticket(closed.id, ADMIN, None, moment(), "first start");
    assert!(begun.await.unwrap());
    let event = ticket_event(EventKind::TicketClosed, &closed);
    assert!(store.finish_close_ticket(closed.id, &event).await.unwrap());

    let live = store.live_tickets(GUILD).await.unwrap();
    let ids: Vec<_> = live.iter().map(|ticket| ticket.id).collect();
    assert_eq!(ids, [opening.id, open_one.id, closing.id]);

    // Only what is between two steps is taken over, from whom it is thought to belong to, and once.
    let take = async |id, from: &str, to: &str| store.take_over_ticket(id, from, to).await.unwrap();
    assert!(!take(opening.id, "second start", "third start").await);
    assert!(take(opening.id, "first start", "third start").await);
    assert!(!take(opening.id, "first start", "fourth start").await);
    assert!(take(closing.id, "second start", "third start").await);
    assert!(!take(open_one.id, "first start", "third start").await);
    assert!(!take(closed.id, "first start", "third start").await);
    let taken = store.ticket(GUILD, opening.id).await.unwrap().unwrap();
    assert_eq!(taken.instance, "third start");
}

async fn tickets_are_counted(Scene { store, .. }: Scene) {
    let counts = async |user| store.ticket_counts(GUILD, UserId::new(user)).await.unwrap();
    assert_eq!(counts(1).await, TicketCounts::default());

    reserve(&store, &press(GUILD, 1, 1)).await;
    let closing = open(&store, GUILD, 1, 2).await;
    open(&store, GUILD, 2, 3).await;
    let undone = reserve(&store, &press(GUILD, 1, 4)).await;
    assert!(store.undo_ticket(undone.id).await.unwrap());
    open(&store, OTHER_GUILD, 1, 5).await;
    let begun = store.begin_close_ticket(closing.id, ADMIN, None, moment(), "x");
    assert!(begun.await.unwrap());

    let expected = TicketCounts {
        guild_open: 2,
        guild_total: 3,
        user_open: 1,
        user_total: 2,
    };
    assert_eq!(counts(1).await, expected);
    let nobody = TicketCounts {
        user_open: 0,
        user_total: 0,
        ..expected
    };
    assert_eq!(counts(9).await, nobody);
}

async fn a_thread_is_remembered_before_it_exists(Scene { store, .. }: Scene) {
    let ticket = reserve(&store, &press(GUILD, 1, 1)).await;
    let thread = TicketThread {
        parent: ChannelId::new(5),
        name: "ticket-0001".to_owned(),
    };
    assert!(store.set_ticket_thread(ticket.id, &thread).await.unwrap());
    let (channel, message) = (ChannelId::new(6), MessageId::new(7));
    store
        .set_ticket_notice(ticket.id, channel, message)
        .await
        .unwrap();
    let stored = store.ticket(GUILD, ticket.id).await.unwrap().unwrap();
    assert_eq!(stored.thread, Some(thread.clone()));
    assert_eq!(stored.notice, Some((channel, message)));

    let open = open(&store, GUILD, 1, 2).await;
    assert!(!store.set_ticket_thread(open.id, &thread).await.unwrap());
}

async fn staff_joins_open_tickets_only(Scene { store, .. }: Scene) {
    let opening = reserve(&store, &press(GUILD, 1, 1)).await;
    assert!(!store.join_ticket(&opening, UserId::new(8)).await.unwrap());
    let ticket = open(&store, GUILD, 1, 2).await;
    for user in [9, 8, 9] {
        assert!(store.join_ticket(&ticket, UserId::new(user)).await.unwrap());
    }
    assert_eq!(
        store.ticket_staff(ticket.id).await.unwrap(),
        [UserId::new(8), UserId::new(9)]
    );
    assert!(store.ticket_staff(opening.id).await.unwrap().is_empty());
}
