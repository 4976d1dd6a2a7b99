# A button of an old message was pressed: the integration was deleted or belongs to somebody else.
integration-commands-gone = This integration does not exist any more. `/integration list` shows those that do.
# A name was typed that is not active here. $name: as typed.
integration-commands-not-active = No integration called “{ $name }” is active here. `/integration list` shows what is; `/integration activate` activates one.
# Confirm was pressed too late, twice, or by somebody else.
integration-commands-expired = There is nothing left to confirm: what you entered is kept for 15 minutes and used once. Run `/integration activate` again.
# The integration was changed between command and modal.
integration-commands-changed-meanwhile = The integration was changed in the meantime, so nothing was stored. Run `/integration activate` again.
# /integration secrets of one that asks for none.
integration-commands-no-secrets = This integration asks for no secrets, so there is nothing to enter.
# /integration header set with a name that no secret has yet. $name: the name.
integration-commands-add-secret-first = `%{ $name }%` is no secret of this integration yet. Add it first with `/integration secret add`, then set the header again.
# /integration edit without any option.
integration-commands-edit-nothing = Nothing to change: name at least one option besides `integration`.
# A header was named that there is not. $name: as typed.
integration-commands-no-header = There is no header { $name }. `/integration view` shows all of them.
# A secret was named that there is not. $name: as typed.
integration-commands-no-secret = There is no secret { $name }. `/integration view` shows all of them.
# A placeholder was named that there is not. $name: as typed.
integration-commands-no-placeholder = There is no placeholder { $name }. `/integration view` shows all of them.
# /integration import with a file that is too large.
integration-commands-file-too-large = The file is larger than 64 KiB, which no manifest is. Attach the JSON of one integration.

# After /integration create and import. $name.
integration-commands-created = **{ $name }** is created. Only you see it, and it is not active yet.
# After a change of an integration.
integration-commands-changed = Saved.
# After a change that needs new consent.
integration-commands-changed-and-paused = Saved. You changed what is sent or to whom, so it is paused until an admin has seen that: run `/integration activate` again.
# After /integration deactivate was confirmed.
integration-commands-deactivated = The integration is no longer active here, and this server's secrets are deleted.
# /integration deactivate asks first. $name.
integration-commands-deactivate-question = Deactivate **{ $name }**? Its placeholders will stay unfilled, and the secrets that were entered here are deleted.
# After /integration delete was confirmed. $name.
integration-commands-deleted = **{ $name }** is deleted.
# /integration delete asks first. $name; $servers: in how many it is active.
integration-commands-delete-question = Delete **{ $name }** with everything that belongs to it? { $servers ->
    [0] It is active nowhere.
    [one] It is active in one server, which loses its values and its secrets.
   *[other] It is active in { $servers } servers, which lose its values and their secrets.
} This cannot be undone.
# /integration header remove asks first. $name.
integration-commands-remove-header = Remove the header { $name }? Its value is gone then.
# /integration secret remove asks first. $name.
integration-commands-remove-secret = Remove the secret { $name }? Servers that use the integration have to consent again.
# /integration placeholder remove asks first. $name.
integration-commands-remove-placeholder = Remove the placeholder { $name }? Where it is used it will stay as typed.
# Above the file of /integration export. $name.
integration-commands-exported = The manifest of **{ $name }**, complete with its headers: keep it to yourself if they hold anything private.
# After /integration placeholder set: a built-in placeholder has that name. $name; $exact.
integration-commands-shadowed-by-builtin = { $name } alone is the built-in placeholder. Write { $exact } for this integration's value.
# After /integration placeholder set: another integration provides that name. $other: which.
integration-commands-shadowed-by = { $name } alone comes from { $other }, which was activated first. Write { $exact } for this integration's value.

# The card of an integration: over method and URL.
integration-commands-card-request = Request
# The card of an integration: over the headers.
integration-commands-card-headers = Headers
# The card of an integration: over headers for which one field was not enough.
integration-commands-card-headers-more = More headers
# The card of an integration: over the secrets that each server enters.
integration-commands-card-secrets = Secrets
# The card of an integration: over secrets for which one field was not enough.
integration-commands-card-secrets-more = More secrets
# The card of an integration: behind a secret that is none.
integration-commands-card-parameter = shown to admins
# The card of an integration: over the placeholders.
integration-commands-card-placeholders = Placeholders
# The card of an integration: over placeholders for which one field was not enough.
integration-commands-card-placeholders-more = More placeholders
# The card of an integration: over policy, validation URL, logo and caching.
integration-commands-card-more = More
# The card of an integration. $value: a URL.
integration-commands-card-policy = Privacy policy: { $value }
# The card of an integration. $value: a URL.
integration-commands-card-validation = Secrets are checked by: { $value }
# The card of an integration. $value: a URL.
integration-commands-card-logo = Logo: { $value }
# The card of an integration. $seconds.
integration-commands-card-cache = Answers are kept for { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}
# The card of an integration: over whether it is active.
integration-commands-card-state = In this server
# The card of an integration that is not active here.
integration-commands-card-inactive = Not active
# The card of an integration that is active here.
integration-commands-card-active = Active
# The card of an integration that changed after an admin consented.
integration-commands-card-paused = Paused: something about it changed. `/integration activate` shows what is sent and asks again.
# Under the card of an integration without placeholders.
integration-commands-next-placeholder = Next: Test asks your API, and offers what it answers as placeholders.
# Under the card of an integration that is not active.
integration-commands-next-activate = Next: Add to server puts it to use here.
# Under the card of an integration that is paused.
integration-commands-next-activate-again = Next: Review, to consent to the change.

# /integration list: the heading.
integration-commands-list-both = Integrations
# /integration list: there are none.
integration-commands-list-both-empty = None is active here, and you own none. `/integration create` makes one.
# /integration list scope:active: the heading.
integration-commands-list-active = Active integrations
# /integration list scope:active: there are none.
integration-commands-list-active-empty = No integration is active here. `/integration activate` activates one of yours.
# /integration list scope:mine: the heading.
integration-commands-list-mine = Your integrations
# /integration list scope:mine: there are none.
integration-commands-list-mine-empty = You own no integration. `/integration create` makes one.
# /integration list: one that is active here.
integration-commands-list-active-line = 🟢 **{ $name }** ({ $host }): active
# /integration list: one that is paused here.
integration-commands-list-paused-line = 🟡 **{ $name }** ({ $host }): paused
# /integration list: one that is not active here.
integration-commands-list-inactive-line = ⚪ **{ $name }** ({ $host }): not active here
# /integration list: behind one that the reader owns.
integration-commands-list-own = yours

# The modal that asks for the secrets: its title. $name.
integration-commands-secrets-modal = Secrets for { $name }
# The card before an activation: its heading. $name.
integration-commands-activate-title = Activate { $name }?
# The card before an activation. $method and $host of the request.
integration-commands-activate-asked = For each ticket whose welcome message needs it, this server will send { $method } to { $host }.
# The card before an activation: over what is sent.
integration-commands-activate-sent = What is sent
# The card before an activation: over the privacy policy.
integration-commands-activate-policy = Privacy policy
# The card before an activation: there is no policy.
integration-commands-activate-no-policy = None given. Ask the host's owner what becomes of the data.
# The card before an activation: over the placeholders.
integration-commands-activate-gained = Placeholders gained
# The card before an activation: at its end.
integration-commands-activate-nothing-yet = Nothing has been sent or stored yet. What you entered is forgotten after 15 minutes.
# The card before an activation: where nothing is sent or gained.
integration-commands-nothing = nothing
# A placeholder whose bare name means something else. $exact and $name.
integration-commands-shadowed = { $exact } ({ $name } means something else here)
# After an activation. $name; $names: its placeholders.
integration-commands-activated = **{ $name }** is active here. Placeholders: { $names }. `/integration test` tries it out.

# The trace of /integration test: its heading. $name.
integration-commands-test-title = Test of { $name }
# The trace of /integration test: about whom it asked. $user.
integration-commands-test-about = Asked about { $user }, as a ticket would.
# The trace of /integration test: over the request.
integration-commands-test-request = Request
# The trace of /integration test: over the steps.
integration-commands-test-steps = Steps
# The trace of /integration test: over what was wrong.
integration-commands-test-error = What was wrong
# The trace of /integration test: over the placeholders.
integration-commands-test-placeholders = Placeholders
# The trace of /integration test: over keys of the answer that no placeholder uses.
integration-commands-test-unused = Also in the answer
# A step of the trace: the request was built.
integration-commands-step-request = Request
# A step of the trace: the URL and its host were judged.
integration-commands-step-address = Address
# A step of the trace: waiting for a free place.
integration-commands-step-wait = Free place
# A step of the trace: the name was looked up.
integration-commands-step-resolve = Name lookup
# A step of the trace: the connection was made.
integration-commands-step-connect = Connect
# A step of the trace: the connection was secured.
integration-commands-step-tls = TLS
# A step of the trace: the status of the answer.
integration-commands-step-status = Status
# A step of the trace: the answer was read.
integration-commands-step-body = Size
# A step of the trace: the answer was understood.
integration-commands-step-json = JSON
# A step of the trace: the paths were followed.
integration-commands-step-placeholders = Placeholders
# /integration log: the heading. $name.
integration-commands-log-title = Last fetches of { $name } in this server
# /integration log: there are none.
integration-commands-log-empty = Nothing has been fetched here yet.
# /integration log: no answer came.
integration-commands-log-no-status = no answer
