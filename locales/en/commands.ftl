# /open in Discord's list of commands.
command-open = Open a ticket
# /open, option panel.
command-open-panel = What it is about; left out, the usual one
# /open, option subject.
command-open-subject = A few words for whoever answers
# /close in Discord's list of commands.
command-close = Close the ticket of this channel
# /close, option reason.
command-close-reason = Why; the member who opened it is told
# In Discord's list of commands: option panel.
command-option-panel = The panel
# In Discord's list of commands: option integration.
command-option-integration = The integration
# In Discord's list of commands: option setting.
command-option-setting = The setting
# In Discord's list of commands: panel.
command-panel = The messages with the button
# In Discord's list of commands: panel create.
command-panel-create = Make a panel and post it
# In Discord's list of commands: panel create title.
command-panel-create-title = Its title
# In Discord's list of commands: panel create channel.
command-panel-create-channel = Where it stands
# In Discord's list of commands: panel create category.
command-panel-create-category = The category under which tickets open
# In Discord's list of commands: panel create button.
command-panel-create-button = The text on the button
# In Discord's list of commands: panel create emoji.
command-panel-create-emoji = The button's emoji, or none
# In Discord's list of commands: panel create colour.
command-panel-create-colour = #RRGGBB, or none
# In Discord's list of commands: panel create staff.
command-panel-create-staff = The role that answers
# In Discord's list of commands: panel create description.
command-panel-create-description = The text under the title; \n begins a line
# In Discord's list of commands: panel edit.
command-panel-edit = Change a panel and its message
# In Discord's list of commands: panel edit title.
command-panel-edit-title = Its new title
# In Discord's list of commands: panel edit channel.
command-panel-edit-channel = Where it stands
# In Discord's list of commands: panel edit category.
command-panel-edit-category = The category under which tickets open
# In Discord's list of commands: panel edit button.
command-panel-edit-button = The text on the button
# In Discord's list of commands: panel edit emoji.
command-panel-edit-emoji = The button's emoji, or none
# In Discord's list of commands: panel edit colour.
command-panel-edit-colour = #RRGGBB, or none
# In Discord's list of commands: panel edit staff.
command-panel-edit-staff = The role that answers
# In Discord's list of commands: panel edit description.
command-panel-edit-description = The text under the title; \n begins a line
# In Discord's list of commands: panel welcome.
command-panel-welcome = Write what a ticket begins with
# In Discord's list of commands: panel preview.
command-panel-preview = See the welcome message filled in
# In Discord's list of commands: panel preview user.
command-panel-preview-user = For whom; left out, for you
# In Discord's list of commands: panel list.
command-panel-list = List the panels
# In Discord's list of commands: panel send.
command-panel-send = Post a panel again
# In Discord's list of commands: panel send channel.
command-panel-send-channel = Where to
# In Discord's list of commands: panel enable.
command-panel-enable = Let a panel open tickets again
# In Discord's list of commands: panel disable.
command-panel-disable = Stop a panel from opening tickets
# In Discord's list of commands: panel delete.
command-panel-delete = Delete a panel; its tickets stay
# In Discord's list of commands: settings.
command-settings = The settings of this server
# In Discord's list of commands: settings view.
command-settings-view = Show all settings
# In Discord's list of commands: settings set.
command-settings-set = Change a setting
# In Discord's list of commands: settings set value.
command-settings-set-value = Its new value
# In Discord's list of commands: settings reset.
command-settings-reset = Put a setting back to its default
# In Discord's list of commands: integration.
command-integration = Values from your own APIs
# In Discord's list of commands: integration create.
command-integration-create = Make an integration
# In Discord's list of commands: integration create name.
command-integration-create-name = 1 to 32 letters, digits, spaces, _ and -
# In Discord's list of commands: integration create url.
command-integration-create-url = What is asked; %user_id% may stand in it
# In Discord's list of commands: integration create method.
command-integration-create-method = GET, or POST with a JSON body
# In Discord's list of commands: integration create description.
command-integration-create-description = What it is for
# In Discord's list of commands: integration create logo.
command-integration-create-logo = The https: address of a picture
# In Discord's list of commands: integration create privacy_policy.
command-integration-create-privacy_policy = A link that admins see before activating
# In Discord's list of commands: integration create validation_url.
command-integration-create-validation_url = Asked whether entered secrets are right
# In Discord's list of commands: integration create cache_seconds.
command-integration-create-cache_seconds = How long answers are kept
# In Discord's list of commands: integration edit.
command-integration-edit = Change an integration of yours
# In Discord's list of commands: integration edit name.
command-integration-edit-name = 1 to 32 letters, digits, spaces, _ and -
# In Discord's list of commands: integration edit url.
command-integration-edit-url = What is asked; %user_id% may stand in it
# In Discord's list of commands: integration edit method.
command-integration-edit-method = GET, or POST with a JSON body
# In Discord's list of commands: integration edit description.
command-integration-edit-description = What it is for
# In Discord's list of commands: integration edit logo.
command-integration-edit-logo = The https: address of a picture
# In Discord's list of commands: integration edit privacy_policy.
command-integration-edit-privacy_policy = A link that admins see before activating
# In Discord's list of commands: integration edit validation_url.
command-integration-edit-validation_url = Asked whether entered secrets are right
# In Discord's list of commands: integration edit cache_seconds.
command-integration-edit-cache_seconds = How long answers are kept
# In Discord's list of commands: integration header.
command-integration-header = The headers of the request
# In Discord's list of commands: integration header set.
command-integration-header-set = Set a header
# In Discord's list of commands: integration header set name.
command-integration-header-set-name = Such as Authorization
# In Discord's list of commands: integration header set value.
command-integration-header-set-value = Its value; %secret_name% may stand in it
# In Discord's list of commands: integration header remove.
command-integration-header-remove = Remove a header
# In Discord's list of commands: integration header remove name.
command-integration-header-remove-name = Which one
# In Discord's list of commands: integration secret.
command-integration-secret = What each server enters for itself
# In Discord's list of commands: integration secret add.
command-integration-secret-add = Ask each server for a secret
# In Discord's list of commands: integration secret add name.
command-integration-secret-add-name = Its name, never its value
# In Discord's list of commands: integration secret add description.
command-integration-secret-add-description = Where an admin finds it
# In Discord's list of commands: integration secret add sensitive.
command-integration-secret-add-sensitive = No for a value that admins may see
# In Discord's list of commands: integration secret remove.
command-integration-secret-remove = Remove a secret
# In Discord's list of commands: integration secret remove name.
command-integration-secret-remove-name = Which one
# In Discord's list of commands: integration placeholder.
command-integration-placeholder = The values of the answer
# In Discord's list of commands: integration placeholder set.
command-integration-placeholder-set = Name a value of the answer
# In Discord's list of commands: integration placeholder set name.
command-integration-placeholder-set-name = What stands between the percent signs
# In Discord's list of commands: integration placeholder set path.
command-integration-placeholder-set-path = Such as user.name, or a JSONPath with $
# In Discord's list of commands: integration placeholder set fallback.
command-integration-placeholder-set-fallback = Shown when there is no value
# In Discord's list of commands: integration placeholder set format.
command-integration-placeholder-set-format = How the value is shown
# In Discord's list of commands: integration placeholder remove.
command-integration-placeholder-remove = Remove a placeholder
# In Discord's list of commands: integration placeholder remove name.
command-integration-placeholder-remove-name = Which one
# In Discord's list of commands: integration view.
command-integration-view = Show an integration
# In Discord's list of commands: integration list.
command-integration-list = List integrations
# In Discord's list of commands: integration list scope.
command-integration-list-scope = Which ones; left out, both
# In Discord's list of commands: integration activate.
command-integration-activate = Use an integration in this server
# In Discord's list of commands: integration deactivate.
command-integration-deactivate = Stop using it; its secrets are deleted
# In Discord's list of commands: integration secrets.
command-integration-secrets = Enter the secrets again
# In Discord's list of commands: integration test.
command-integration-test = Make the request and see every step
# In Discord's list of commands: integration test user.
command-integration-test-user = About whom; left out, about you
# In Discord's list of commands: integration log.
command-integration-log = See the last 50 fetches
# In Discord's list of commands: integration import.
command-integration-import = Make an integration from a file
# In Discord's list of commands: integration import file.
command-integration-import-file = A manifest of at most 64 KiB
# In Discord's list of commands: integration export.
command-integration-export = Get an integration as a file
# In Discord's list of commands: integration delete.
command-integration-delete = Delete an integration everywhere
# In Discord's list of commands: help.
command-help = See what this bot can do
# In Discord's list of commands: about.
command-about = Version, licence and source
# Under a list of several pages. $page of $pages.
commands-page = Page { $page } of { $pages }
# The button to the page before.
commands-page-back = Back
# The button to the next page.
commands-page-on = Next
