# On an integration's card: opens the request.
editor-button-request = Request
# On an integration's card: opens name, description and links.
editor-button-details = Details
# On an integration's card: lists the headers of the request.
editor-button-headers = Headers
# On an integration's card: lists the secrets that each server enters.
editor-button-secrets = Secrets
# On an integration's card: lists the placeholders.
editor-button-placeholders = Placeholders
# On an integration's card: makes the request once and shows what came.
editor-button-test = Test
# Under the trace of a test: makes it again.
editor-button-test-again = Test again
# On an integration's card: activates it in this server.
editor-button-add-to-server = Add to server
# On an integration's card: deactivates it in this server.
editor-button-remove = Remove
# On an integration's card: hands the manifest out as a file.
editor-button-export = Export
# On an integration's card: deletes the integration, after a question.
editor-button-delete = Delete
# Leads from a list or a test back to the integration's card.
editor-button-back = Back
# The menu of an integration's headers that opens one.
editor-change-header = Change a header
# The menu of an integration's headers that takes one away, after a question.
editor-remove-header = Remove a header
# The button under the list of headers.
editor-add-header = Add a header
# The menu of an integration's secrets that opens one.
editor-change-secret = Change a secret
# The menu of an integration's secrets that takes one away, after a question.
editor-remove-secret = Remove a secret
# The button under the list of secrets.
editor-add-secret = Add a secret
# The menu of an integration's placeholders that opens one.
editor-change-placeholder = Change a placeholder
# The menu of an integration's placeholders that takes one away, after a question.
editor-remove-placeholder = Remove a placeholder
# The button under the list of placeholders.
editor-add-placeholder = Add a placeholder
# The menu under a test's trace: values of the answer that no placeholder uses.
editor-suggestions = Add as placeholder
# The modal behind Request: its title. $name.
editor-modal-request = Request of { $name }
# The modal behind Details: its title. $name.
editor-modal-details = Details of { $name }
# The modal for a header: its title. $name of the integration.
editor-modal-header = Header of { $name }
# The modal for a secret: its title. $name of the integration.
editor-modal-secret = Secret of { $name }
# The modal for a placeholder: its title. $name of the integration.
editor-modal-placeholder = Placeholder of { $name }
# The modal with secrets for one test: its title. $name.
editor-modal-test = For this test of { $name } only
# A field of the modal behind Request.
editor-field-url = URL
# A field of the modal behind Request: GET or POST.
editor-field-method = Method
# A field of the modal behind Request: the URL that checks secrets.
editor-field-validation = Validation URL
# A field of the modal behind Request: how long answers are kept.
editor-field-cache = Cache seconds
# A field: the name of an integration, a header, a secret or a placeholder.
editor-field-name = Name
# A field: the description of an integration or of a secret.
editor-field-description = Description
# A field of the modal behind Details: the picture.
editor-field-logo = Logo URL
# A field of the modal behind Details.
editor-field-policy = Privacy policy URL
# A field: the value of a header.
editor-field-value = Value
# In an empty field: what a header's value may hold.
editor-hint-value = A text, or %name% of a secret
# A field: whether a secret is hidden from a server's admins.
editor-field-sensitive = Sensitive
# In an empty field: what sensitive means.
editor-hint-sensitive = yes, or no for a setting that the server's admins may see
# What stands in the field Sensitive for a secret that is one.
editor-yes = yes
# What stands in the field Sensitive for a secret that the server's admins may see.
editor-no = no
# A field: where a placeholder's value is in the answer.
editor-field-path = Path
# In an empty field: what a path looks like.
editor-hint-path = user.scores.high_score
# A field: what a placeholder shows when there is no value.
editor-field-fallback = Fallback
# A field: how a placeholder's value is shown.
editor-field-format = Format
# What was typed for how long answers are kept is no number.
editor-cache-no-number = Cache seconds takes a whole number, such as 60; 0 or nothing keeps no answers. Press **Request** again.
# What was typed for whether a secret is sensitive is neither yes nor no.
editor-sensitive-unclear = Sensitive takes yes or no. Press **Secrets** again.
# What was typed as the format of a placeholder is none.
editor-format-unknown = There is no such format. It is `text`, `markdown`, `timestamp` or `number`. Press **Placeholders** again.
# A header was given the name of another one. $name.
editor-header-taken = There is already a header `{ $name }`. Change that one, or remove it first.
# The integration was changed while somebody entered secrets for a test.
editor-test-changed = The integration was changed in the meantime, so nothing was sent. Press **Test** again.
# The menu of members under a test's trace: whoever is chosen is asked about.
editor-test-about = Ask about somebody else
# Button of the editor: asks whether the integration is to be offered to everybody.
editor-button-publish = Publish
# Button of the editor: takes the integration from the catalogue, or back from those who look at it.
editor-button-unpublish = Unpublish
