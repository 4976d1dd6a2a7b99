# Why a value is missing: the author took a public integration back.
integrations-why-withdrawn = The integration was taken from the catalogue, so it is not asked here any more; remove it with /integration deactivate.
# /integration publish of one that waits already. $name.
integrations-publish-waiting = { $name } already waits for the operator of this bot; /integration view shows how it stands.
# /integration publish of one that is in the catalogue as it is. $name.
integrations-publish-public = { $name } is already in the catalogue as it is now.
# /integration unpublish of one that is neither in the catalogue nor waiting. $name.
integrations-unpublish-private = { $name } is not in the catalogue and does not wait for it, so there is nothing to take back.
# An integration would be in the catalogue beside another one of its name. $name.
integrations-name-public = Another integration called { $name } is in the catalogue already; choose another name with /integration edit.
# A user activates or views an integration that they do not own and that is not in the catalogue. $name: what they typed.
integrations-not-available = There is no integration called { $name }, neither among yours nor in the catalogue; see them with /integration list.
# An operator answers to a version that is not there any more.
integrations-approve-changed = The integration was changed or taken back since you saw it; look at it again with /operator integrations pending.
# An operator approves one whose name belongs to another integration where it is active. $name.
integrations-approve-name-active = { $name } cannot be approved: in a server that uses it another integration of that name is active. Reject it and ask for another name.
# An operator names an integration that neither waits nor is in the catalogue, or it is gone by now.
integrations-submission-gone = This integration does not wait any more; see what does with /operator integrations pending.
# An operator names an integration that neither waits nor is in the catalogue. $name: what they typed.
integrations-submission-not-found = No integration called { $name } waits or is in the catalogue; see what waits with /operator integrations pending.
# An operator names one of two that wait under the same name.
integrations-submission-ambiguous = Two integrations of that name wait; choose one in the suggestions, which tell them apart.
# An operator's reason is too long. $limit.
integrations-reason-too-long = The reason may have at most { $limit } characters; shorten it.

# What has changed: who is asked. $before, $now: origins.
integrations-change-origin = It asked `{ $before }` and now asks `{ $now }`.
# What has changed: the method. $before, $now.
integrations-change-method = It sent `{ $before }` and now sends `{ $now }`.
# What has changed: headers that are new. $names.
integrations-change-headers-added = New headers: { $names }.
# What has changed: headers that are gone. $names.
integrations-change-headers-removed = Headers that are gone: { $names }.
# What has changed: what stands in a header, which its author alone sees.
integrations-change-header-values = What is sent in a header has changed.
# What has changed: secrets that are new. $names.
integrations-change-secrets-added = New secrets: { $names }.
# What has changed: secrets that are gone. $names.
integrations-change-secrets-removed = Secrets that are no longer asked for: { $names }.
# What has changed: secrets that are parameters now, or the reverse. $names.
integrations-change-secrets-kind = Secrets that admins now see, or no longer see: { $names }.
# What has changed is not known: it was activated before that was kept.
integrations-change-unknown = Something that is sent, or to whom, has changed.

# /integration publish asks first. $name.
publishing-question = Publish **{ $name }**? The operator of this bot will see everything in it, its headers' values too. Once it is approved, every server may use it; others see its name, description, host and the headers' names.
# After /integration publish was confirmed. $name.
publishing-queued = **{ $name }** waits for the operator of this bot. You will be told by direct message; `/integration view` shows how it stands.
# /integration unpublish asks first. $name; $servers: how many use it.
publishing-unpublish-question = Take **{ $name }** from the catalogue? { $servers ->
    [0] No server uses it.
    [one] One server uses it; unless it is yours, it stops there.
   *[other] { $servers } servers use it; except where you activated it yourself, it stops there.
}
# After /integration unpublish was confirmed. $name.
publishing-withdrawn = **{ $name }** is private again: only you can activate it, and where others did it has stopped.
# After /integration unpublish of one that was not approved yet. $name.
publishing-unqueued = **{ $name }** no longer waits for the operator.
# Above the card after a change of an integration that is in the catalogue.
publishing-changed = Saved. Servers go on with the approved version until the operator has approved this one.

# The card of an integration: over how it stands with the catalogue.
publishing-card-state = Catalogue
# The card, to its owner: it waits for its first approval.
publishing-state-waiting = Waits for the operator of this bot.
# The card, to its owner: it is in the catalogue. $servers: how many use it.
publishing-state-public = Public, approved by the operator. { $servers ->
    [0] No server uses it.
    [one] One server uses it.
   *[other] { $servers } servers use it.
}
# The card, to its owner: a changed version waits while the approved one runs. $servers: how many use it.
publishing-state-public-waiting = Public. This version waits for the operator; servers run the approved one. { $servers ->
    [0] No server uses it.
    [one] One server uses it.
   *[other] { $servers } servers use it.
}
# The card, to its owner: the operator said no. $reason.
publishing-state-rejected = The operator turned it down: { $reason }
# Instead of a reason that an operator did not give.
publishing-no-reason = no reason was given.
# The card, to others: any admin may activate it.
publishing-state-catalogue = Public, approved by the operator of this bot.
# The card of an integration: in this server, after its author took it back.
publishing-card-withdrawn = Stopped: it was taken from the catalogue. `/integration deactivate` removes it and the secrets that were entered here.
# A line of /integration list. $name; $host.
publishing-list-withdrawn-line = ⛔ **{ $name }** ({ $host }): taken from the catalogue

# /integration list scope:public, the heading.
publishing-catalogue = Public integrations
# /integration list scope:public with a search, the heading. $search: what was searched for.
publishing-catalogue-search = Public integrations with “{ $search }”
# /integration list scope:public, when there are none.
publishing-catalogue-empty = None has been published yet. `/integration publish` offers one of yours.
# /integration list scope:public with a search that finds nothing.
publishing-catalogue-nothing = Nothing was found. Names and descriptions were searched.
# /integration list scope:public, under the entries.
publishing-catalogue-hint = `/integration activate` shows what is sent to whom before anything is.
# An entry of the catalogue: it is active in this server.
publishing-entry-active = active here
# An entry of the catalogue: it is active in this server but paused.
publishing-entry-paused = paused here
# An entry of the catalogue: approved.
publishing-entry-approved = approved
# An entry of the catalogue, to its owner. $servers: how many use it.
publishing-entry-own = yours, { $servers ->
    [one] in one server
   *[other] in { $servers } servers
}
# A button under the catalogue: opens the search.
publishing-button-search = Search
# A button under a search: shows everything again.
publishing-button-all = Show all
# The dialog of the search, its title.
publishing-search-title = Search the catalogue
# The dialog of the search, the field.
publishing-search-label = Part of a name or description

# A button where something is paused: shows what has changed.
publishing-button-review = Review
# A button where something is paused, with its name. $name.
publishing-button-review-named = Review { $name }
# The card of an activation: over what has changed since an admin agreed.
publishing-review-changes = What has changed
# A button under that card: opens the dialog for the secrets.
publishing-button-enter = Enter the secrets
# Under that card, instead of the usual footer: what was entered before is used.
publishing-review-footer = Nothing of this has been sent yet. Confirm goes on with the secrets that were entered before.
# Under that card, where a secret is missing.
publishing-review-footer-secrets = Nothing of this has been sent yet. It asks for a secret that was not entered here so far.
# Review was pressed where nothing is to be agreed to any more.
publishing-review-nothing = Nothing has changed since an admin agreed; the integration is active.
# The card of an activation: the values are sent to be judged. $host.
publishing-validates = When you confirm, the secrets are sent to { $host } once, which says whether they are right.
# The card of an activation: a private integration's condition.
publishing-card-private = It runs only while its owner has Manage Server here.

# To an integration's owner by direct message. $name.
publishing-dm-approved = Your integration **{ $name }** was approved: every server can use it now.
# To an integration's owner by direct message. $name; $reason.
publishing-dm-rejected = Your integration **{ $name }** was turned down by the operator: { $reason }
    What was approved before goes on running. Change it and publish it again.
# To an integration's owner by direct message. $name; $reason.
publishing-dm-taken-down = Your integration **{ $name }** was taken from the catalogue by the operator: { $reason }
    You can still use it yourself.

# A command for operators, from somebody who is none.
operator-only = Only the operators of this bot may do this.
# Anything in a server that an operator blocked.
operator-guild-blocked = The operator of this bot has blocked this server, so nothing works here. Ask the operator if you think that this is a mistake.
# /operator integrations pending, the heading.
operator-pending = Waiting integrations
# /operator integrations pending, when nothing waits.
operator-pending-empty = Nothing waits.
# A line of /operator integrations pending: a first version. $name; $host; $owner; $since: a time.
operator-pending-new-line = 🆕 **{ $name }** ({ $host }) of { $owner }, { $since }
# A line of /operator integrations pending: a new version of one in the catalogue. $name; $host; $owner; $since: a time.
operator-pending-change-line = ✏️ **{ $name }** ({ $host }) of { $owner }, new version, { $since }
# A line of /operator integrations pending: its owner was erased. $name; $host.
operator-pending-removal-line = 🗑️ **{ $name }** ({ $host }): its owner was erased, remove it
# /operator integrations pending: the menu that shows one.
operator-pending-select = Show exactly what would run
# An operator's card: over the owner.
operator-card-owner = Owner
# An operator's card: over how it stands.
operator-card-state = State
# An operator's card: a first version. $version.
operator-state-new = Version { $version } waits for its first approval.
# An operator's card: a new version. $version; $approved: the version that runs; $servers.
operator-state-change = Version { $version } waits; version { $approved } runs in { $servers ->
    [one] one server
   *[other] { $servers } servers
}.
# An operator's card: nothing waits. $version; $servers.
operator-state-public = Version { $version } is in the catalogue and runs in { $servers ->
    [one] one server
   *[other] { $servers } servers
}.
# An operator's card: the owner is gone. $servers.
operator-state-orphaned = Its owner was erased; it runs in { $servers ->
    [one] one server
   *[other] { $servers } servers
}. Remove it when they can do without it.
# An operator's card: over what differs from the version that runs, as far as servers must agree to it.
operator-card-changes = Servers must agree again, because
# An operator's card: over the whole as it would run.
operator-card-manifest = The complete manifest is attached.
# A button under an operator's card.
operator-button-approve = Approve
# A button under an operator's card.
operator-button-reject = Reject
# A button under an operator's card: out of the catalogue.
operator-button-take-down = Take down
# The dialog after Reject and Take down, its title. $name.
operator-reason-title = Why not { $name }?
# The dialog after Reject and Take down, the field.
operator-reason-label = Reason
# After an approval. $name; $version.
operator-approved = **{ $name }** is approved: version { $version }, as it stands here, runs from now on.
# /operator integrations approve, when it was changed since the operator saw it. $name.
operator-approve-look-again = **{ $name }** was changed after you looked at it, so nothing was approved. This is it now:
# /operator integrations approve of one that does not wait. $name.
operator-approve-not-waiting = **{ $name }** does not wait for approval.
# After a rejection. $name.
operator-rejected = **{ $name }** is turned down.
# After one was taken from the catalogue. $name.
operator-taken-down = **{ $name }** is no longer in the catalogue.
# After one without an owner was deleted. $name.
operator-removed = **{ $name }** is deleted.
# After one of these: the owner reads it by direct message.
operator-owner-told = Its owner was told.
# After one of these: the owner takes no direct messages.
operator-owner-not-told = Its owner takes no direct messages, but sees it in `/integration view`.
# /operator integrations reject of one in the catalogue asks first. $name; $servers.
operator-take-down-question = Take **{ $name }** from the catalogue? It stops in { $servers ->
    [0] no server, because none uses it
    [one] one server
   *[other] { $servers } servers
}, except where its owner activated it.
# The same of one whose owner was erased. $name; $servers.
operator-remove-question = Delete **{ $name }**, whose owner was erased? { $servers ->
    [0] No server uses it.
    [one] One server loses its values and its secrets.
   *[other] { $servers } servers lose its values and their secrets.
}
# /operator guild with something that is no id.
operator-guild-invalid = This is no server's id; choose a server in the suggestions or give the number that Discord copies with Copy Server ID.
# /operator guild block asks first. $guild: name or id.
operator-guild-block-question = Block { $guild }? The bot refuses everything there until you unblock it; nothing is deleted.
# After /operator guild block. $guild.
operator-guild-block-done = { $guild } is blocked.
# /operator guild block of one that is. $guild.
operator-guild-block-already = { $guild } is blocked already.
# After /operator guild unblock. $guild.
operator-guild-unblock-done = { $guild } is no longer blocked.
# /operator guild unblock of one that is not. $guild.
operator-guild-unblock-not = { $guild } is not blocked.
# /operator stats, the heading.
operator-stats = This bot
# /operator stats. $connected: servers of this process; $panels: servers with a panel; $blocked.
operator-stats-guilds = Servers: { $connected } connected to this process, { $panels } with a panel, { $blocked } blocked
# /operator stats. $open; $all.
operator-stats-tickets = Tickets: { $open } open, { $all } in all
# /operator stats. $count.
operator-stats-panels = Panels: { $count }
# /operator stats. $all; $public; $waiting; $active: how often one is active somewhere.
operator-stats-integrations = Integrations: { $all }, of which { $public } public; { $waiting } waiting; active { $active } times
# /help: over the commands of those who run the bot.
help-operators = For the operators of this bot
# Confirm was pressed too late, twice, after a restart, or by another operator.
operator-expired = There is nothing left to confirm. Run the command again.
# In the log channel of a server, after an approval that changes what it agreed to. $name.
publishing-paused = **{ $name }** is paused here: what it sends, or to whom, has changed. The operator of this bot has approved that; an admin of this server must agree too.
# Direct message to the operators: somebody wants a new integration in the catalogue. $name, $host, $owner.
operator-waiting-new = 🆕 **{ $name }** ({ $host }) of { $owner } waits for your approval.
# Direct message to the operators: somebody changed an integration of the catalogue. $name, $host, $owner.
operator-waiting-change = ✏️ **{ $name }** ({ $host }) of { $owner } was changed; the new version waits for your approval. Until then the approved one runs.
# Direct message to the operators: the owner of a public integration was erased. $name, $host.
operator-waiting-removal = 🗑️ The owner of **{ $name }** ({ $host }) was erased; it waits for you to remove it.
# The button under those messages.
operator-waiting-button = Show exactly what would run
