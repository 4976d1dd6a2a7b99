//! Claiming, handing on, adding and removing.

use frontdesk::clock::Clock;
use frontdesk::model::NewJob;
use frontdesk_sandbox::state::{Overwrite, OverwriteKind};
use frontdesk_sandbox::{Id, Permissions};

use crate::support::Desk;

async fn opened() -> Desk {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.user("member").press("Open a ticket").finished().await;
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_claims_with_the_button_and_gives_back() {
    let desk = opened().await;
    let (member, staff) = (desk.user("member"), desk.user("staff"));

    let refused = member
        .press("Claim")
        .in_channel("ticket-0001")
        .finished()
        .await;
    insta::assert_snapshot!(refused.text(), @"Only staff of this ticket can do that.");

    let reply = staff
        .press("Claim")
        .in_channel("ticket-0001")
        .finished()
        .await;
    assert!(reply.is_ephemeral());
    insta::assert_snapshot!(reply.text(), @"You have claimed this ticket.");
    let shown = member.sees_message("ticket-0001", "takes care").await;
    insta::assert_snapshot!(shown.text(), @"<@1000000000000000011> takes care of this ticket now.");
    let welcome = member.sees_message("ticket-0001", "Hello").await;
    insta::assert_snapshot!(welcome.text().lines().last().unwrap(), @"[Close] [Close With Reason] [Unclaim]");

    let again = staff
        .run("/claim")
        .in_channel("ticket-0001")
        .finished()
        .await;
    insta::assert_snapshot!(again.text(), @"You have claimed this ticket already.");

    let back = staff
        .press("Unclaim")
        .in_channel("ticket-0001")
        .finished()
        .await;
    insta::assert_snapshot!(back.text(), @"This ticket is free again.");
    assert_eq!(
        desk.events().await[1..],
        ["ticket.opened", "ticket.claimed", "ticket.unclaimed"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn in_each_mode_the_other_staff_may_what_it_says_and_nobody_else_is_lost() {
    for (mode, sees, writes) in [
        ("everyone", true, true),
        ("read_only", true, false),
        ("claimer_only", false, false),
    ] {
        let desk = opened().await;
        desk.set("claim_mode", mode).await;
        desk.promote("other member");
        let (member, staff, other) = (
            desk.user("member"),
            desk.user("staff"),
            desk.user("other member"),
        );
        let channel = staff.sees("ticket-0001").await;
        // An overwrite that an admin made by hand.
        let admins_own = desk.sandbox.seed().admin_role;
        desk.state().write(|world| {
            let overwrites = &mut world.channel_mut(channel).unwrap().overwrites;
            overwrites.push(Overwrite {
                id: admins_own,
                kind: OverwriteKind::Role,
                allow: Permissions::VIEW_CHANNEL,
                deny: Permissions(0),
            });
        });

        staff
            .run("/claim")
            .in_channel("ticket-0001")
            .finished()
            .await;

        assert_eq!(
            other.channels().contains(&"ticket-0001".to_owned()),
            sees,
            "{mode}"
        );
        assert_eq!(other.say("ticket-0001", "hello").is_ok(), writes, "{mode}");
        for person in [&member, &staff] {
            person.say("ticket-0001", "hello").unwrap();
        }
        assert!(
            desk.state().read(|world| world
                .channel(channel)
                .unwrap()
                .overwrites
                .iter()
                .any(|overwrite| overwrite.id == admins_own)),
            "{mode}"
        );
        staff
            .run("/unclaim")
            .in_channel("ticket-0001")
            .finished()
            .await;
        other.say("ticket-0001", "hello again").unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_handed_to_other_staff_only() {
    let desk = opened().await;
    desk.set("claim_mode", "claimer_only").await;
    let (staff, other) = (desk.user("staff"), desk.user("other member"));
    staff
        .run("/claim")
        .in_channel("ticket-0001")
        .finished()
        .await;

    let line = format!("/transfer user:{}", other.id());
    let refused = staff.run(&line).in_channel("ticket-0001").finished().await;
    insta::assert_snapshot!(refused.text().replace(&other.id().to_string(), "OTHER"), @"<@OTHER> is not staff of this ticket. Choose somebody who answers it.");

    desk.promote("other member");
    let reply = staff.run(&line).in_channel("ticket-0001").finished().await;
    insta::assert_snapshot!(reply.text().replace(&other.id().to_string(), "OTHER"), @"This ticket is now <@OTHER>'s.");
    other.say("ticket-0001", "hello").unwrap();
    assert!(!staff.channels().contains(&"ticket-0001".to_owned()));
    assert_eq!(
        desk.live().await[0].claimed_by,
        Some(desk.account("other member"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_added_and_removed() {
    let desk = opened().await;
    let (member, staff, other) = (
        desk.user("member"),
        desk.user("staff"),
        desk.user("other member"),
    );
    let line = |verb: &str, what: &str, id: Id| format!("/{verb} {what}:{id}");

    for (who, text, expected) in [
        (
            &member,
            line("add", "user", other.id()),
            "Only staff of this ticket can do that.",
        ),
        (&staff, "/add".to_owned(), "Name either a user or a role."),
        (
            &staff,
            line("remove", "user", member.id()),
            "The member who opened the ticket, the role that answers it, and this bot stay in it.",
        ),
        (
            &staff,
            line("add", "role", desk.sandbox.seed().guild),
            "That would show the ticket to the whole server. Choose another role.",
        ),
    ] {
        let refused = who.run(&text).in_channel("ticket-0001").finished().await;
        assert_eq!(refused.text(), expected, "{text}");
    }

    let add = line("add", "user", other.id());
    staff.run(&add).in_channel("ticket-0001").finished().await;
    other.say("ticket-0001", "hello").unwrap();
    let again = staff.run(&add).in_channel("ticket-0001").finished().await;
    assert!(
        again.text().contains("is in this ticket already"),
        "{}",
        again.text()
    );

    // A claim that hides the ticket from staff leaves whoever was added.
    desk.set("claim_mode", "claimer_only").await;
    staff
        .run("/claim")
        .in_channel("ticket-0001")
        .finished()
        .await;
    other.say("ticket-0001", "still here").unwrap();

    let remove = line("remove", "user", other.id());
    staff
        .run(&remove)
        .in_channel("ticket-0001")
        .finished()
        .await;
    other.no_longer_sees("ticket-0001").await;
    member.say("ticket-0001", "alone again").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_discord_refuses_is_said_and_what_was_lost_is_written_after_a_restart() {
    let mut desk = opened().await;
    let (staff, other) = (desk.user("staff"), desk.user("other member"));
    let channel = staff.sees("ticket-0001").await;
    let manage_roles = |desk: &Desk, may: bool| {
        let seed = desk.sandbox.seed();
        desk.state().write(|world| {
            let roles = &mut world.guild_mut(seed.guild).unwrap().roles;
            let permissions = &mut roles.get_mut(&seed.bot_role).unwrap().permissions;
            *permissions = if may {
                *permissions | Permissions::MANAGE_ROLES
            } else {
                *permissions & !Permissions::MANAGE_ROLES
            };
        });
    };
    manage_roles(&desk, false);
    let line = format!("/add user:{}", other.id());
    let reply = staff.run(&line).in_channel("ticket-0001").finished().await;
    let text = reply.text();
    insta::assert_snapshot!(text.replace(&channel.to_string(), "CHANNEL"), @"
    <@1000000000000000012> is in this ticket now.
    I lack permissions in <#CHANNEL>: **Manage Permissions**. A server admin can grant them to my role there.
    ");
    assert!(!other.channels().contains(&"ticket-0001".to_owned()));

    manage_roles(&desk, true);
    desk.stop().await;
    desk.start().await;
    other.sees("ticket-0001").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_topics_share_discords_budget_and_the_rest_follows_at_once() {
    let desk = opened().await;
    let (member, staff) = (desk.user("member"), desk.user("staff"));
    let channel = staff.sees("ticket-0001").await;
    let run = async |line: &str| {
        staff
            .run(line)
            .in_channel(&channel.to_string())
            .finished()
            .await
            .text()
    };
    let refused = member
        .run("/rename name:mine")
        .in_channel("ticket-0001")
        .finished()
        .await;
    insta::assert_snapshot!(refused.text(), @"Only staff of this ticket can do that.");
    insta::assert_snapshot!(run("/rename name:!!!").await, @"Nothing is left of that name. Use letters or digits.");

    insta::assert_snapshot!(run("/rename name:Billing: Ryan's order").await, @"The channel is called **billing-ryans-order** now.");
    insta::assert_snapshot!(run("/topic topic:Waits for the bank").await, @"The topic is changed.");
    let appearance = || {
        desk.state().read(|world| {
            let channel = world.channel(channel).unwrap();
            (channel.name.clone(), channel.topic.clone().unwrap())
        })
    };
    let (name, topic) = appearance();
    assert_eq!(name, "billing-ryans-order");
    assert!(topic.starts_with("Waits for the bank · fd-"), "{topic}");

    let later = run("/rename name:paid").await;
    assert!(
        later.starts_with("Discord allows two changes") && later.contains(":R>"),
        "{later}"
    );
    run("/topic topic:The bank has paid").await;
    assert_eq!(appearance().0, "billing-ryans-order");

    // The job, as it is when its time has come and another process takes it.
    let key = desk.live().await[0].id.to_string();
    let job = desk
        .store
        .job("ticket.appearance", &key)
        .await
        .unwrap()
        .unwrap();
    drop(staff);
    let mut desk = desk;
    desk.stop().await;
    desk.state().write(|world| world.refill_renames(channel));
    desk.store
        .put_job(&NewJob {
            kind: job.kind,
            key,
            payload: job.payload,
            due_at: Clock::system().now(),
        })
        .await
        .unwrap();
    desk.start().await;
    member.sees("paid").await;
    desk.state().read(|world| {
        let topic = world.channel(channel).unwrap().topic.clone().unwrap();
        assert!(topic.starts_with("The bank has paid · fd-"), "{topic}");
    });
}
