//! Adding people and roles to a ticket, and removing them again.

use super::actor::must_be_open;
use crate::model::{Failure, Outcome, RoleId, Subject, Text, Ticket, UserId};
use crate::store::Store;

/// Whom nobody adds or removes: they are in the ticket for another reason.
#[derive(Clone, Copy, Debug)]
pub struct Fixed {
    /// The bot.
    pub bot: UserId,
    /// The role that answers.
    pub staff_role: Option<RoleId>,
}

/// Adds somebody.
pub async fn add(store: &Store, ticket: &Ticket, subject: Subject, fixed: Fixed) -> Outcome<()> {
    must_be_open(ticket)?;
    if subject == Subject::Role(RoleId::new(ticket.guild.get())) {
        return Err(Failure::refused("tickets-add-everyone"));
    }
    if is_fixed(ticket, subject, fixed) || !store.add_ticket_member(ticket, subject).await? {
        return Err(Text::new("tickets-added-already")
            .with("member", mention(subject))
            .into());
    }
    Ok(())
}

/// Removes somebody who was added.
pub async fn remove(store: &Store, ticket: &Ticket, subject: Subject, fixed: Fixed) -> Outcome<()> {
    must_be_open(ticket)?;
    if is_fixed(ticket, subject, fixed) {
        return Err(Failure::refused("tickets-remove-fixed"));
    }
    if store.remove_ticket_member(ticket, subject).await? {
        Ok(())
    } else {
        Err(Text::new("tickets-not-added")
            .with("member", mention(subject))
            .into())
    }
}

fn is_fixed(ticket: &Ticket, subject: Subject, fixed: Fixed) -> bool {
    match subject {
        Subject::Member(user) => user == ticket.opener || user == fixed.bot,
        Subject::Role(role) => fixed.staff_role == Some(role),
    }
}

/// How somebody is shown.
pub fn mention(subject: Subject) -> String {
    match subject {
        Subject::Member(user) => format!("<@{user}>"),
        Subject::Role(role) => format!("<@&{role}>"),
    }
}
