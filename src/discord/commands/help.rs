//! `/help`: the commands that exist, grouped by whom they are for.

use serenity::all::Permissions;

use super::{Command, all};
use crate::discord::views::help::{Audience, Entry};
use crate::discord::{Context, Request, operator, views};
use crate::model::{Language, Outcome};

/// Lists the commands.
#[poise::command(slash_command)]
pub(super) async fn help(context: Context<'_>) -> Outcome<()> {
    let request = Request::of(context).await;
    show(&request, 0).await
}

/// Shows one page.
pub(in crate::discord) async fn show(request: &Request, page: usize) -> Outcome<()> {
    let mut entries = entries(&all(), request.language());
    if request.must_operate().is_err() {
        entries.retain(|entry| entry.audience != Audience::Operator);
    }
    let message = views::help::commands(&entries, page, request.language());
    request.show(&message).await;
    Ok(())
}

fn entries(commands: &[Command], language: Language) -> Vec<Entry> {
    let mut entries = Vec::new();
    for command in commands {
        let audience = audience(command);
        collect(command, audience, language, &mut entries);
    }
    entries
}

/// A command that Discord hides from members is for admins; one that marks itself so is for staff.
fn audience(command: &Command) -> Audience {
    let permissions = command.default_member_permissions;
    if operator::is_operators(command) {
        Audience::Operator
    } else if permissions.contains(Permissions::MANAGE_GUILD) {
        Audience::Admin
    } else if command.category.as_deref() == Some("staff") {
        Audience::Staff
    } else {
        Audience::Member
    }
}

/// A command with subcommands has no form of its own.
fn collect(command: &Command, audience: Audience, language: Language, entries: &mut Vec<Entry>) {
    if command.subcommands.is_empty() {
        entries.push(Entry {
            audience,
            name: command.qualified_name.to_string(),
            description: description(command, language),
        });
    }
    for subcommand in &command.subcommands {
        collect(subcommand, audience, language, entries);
    }
}

fn description(command: &Command, language: Language) -> String {
    let translated = command
        .description_localizations
        .iter()
        .find(|(tag, _)| tag == language.tag())
        .map(|(_, words)| words);
    let words = translated.or(command.description.as_ref());
    words.map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_lists_every_command_that_exists_and_no_other() {
        let entries = entries(&all(), Language::German);
        let of = |audience| {
            let names = entries
                .iter()
                .filter(|entry| entry.audience == audience)
                .map(|entry| entry.name.as_str());
            names.collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(of(Audience::Member), @r#"
        open
        close
        help
        about
        "#);
        insta::assert_snapshot!(of(Audience::Admin), @"
        panel create
        panel edit
        panel welcome
        panel preview
        panel list
        panel send
        panel enable
        panel disable
        panel delete
        integration create
        integration edit
        integration header set
        integration header remove
        integration secret add
        integration secret remove
        integration placeholder set
        integration placeholder remove
        integration view
        integration list
        integration activate
        integration deactivate
        integration secrets
        integration test
        integration log
        integration publish
        integration unpublish
        integration import
        integration export
        integration delete
        notify slack
        notify discord
        notify webhook
        notify list
        notify test
        notify log
        notify remove
        settings view
        settings set
        settings reset
        ");
        insta::assert_snapshot!(of(Audience::Operator), @r#"
        operator integrations pending
        operator integrations approve
        operator integrations reject
        operator guild block
        operator guild unblock
        operator stats
        "#);
        assert!(entries.iter().all(|entry| !entry.description.is_empty()));
    }
}
