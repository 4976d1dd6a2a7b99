# A panel's title was typed that does not exist. $title: as typed.
panels-not-found = There is no panel called “{ $title }” here. `/panel list` shows all of them.
# A button of an old message was pressed, or somebody deleted the panel meanwhile.
panels-gone = This panel does not exist any more. `/panel list` shows those that do.
# /panel create or edit: the title belongs to another panel. $title: as typed.
panels-title-taken = There is a panel called “{ $title }” already. Choose another title.
# /panel create or edit: the title is blank.
panels-title-empty = The title is empty. Give the panel a title of up to 100 characters.
# /panel create or edit: an option is too long. $option: its name; $most: the longest.
panels-option-too-long = `{ $option }` is too long: at most { $most } characters.
# /panel create or edit: everyone was chosen as staff.
panels-staff-everyone = @everyone cannot be staff: every member would see every ticket. Choose the role of those who answer.
# A colour that is none. $typed: as typed.
panels-not-a-colour = “{ $typed }” is no colour. Write it as `#RRGGBB`, for example `#5865F2`.
# An emoji that is none. $typed: as typed.
panels-not-an-emoji = “{ $typed }” is no emoji that a button can show. Give one emoji, such as 🎫, or one of this server.
# Discord refused the button's emoji.
panels-emoji-refused = The emoji of this panel is one that Discord does not know here. Choose another one.
# A picture's address that is none. $typed: as typed.
panels-not-a-picture = “{ $typed }” is no picture's address. It begins with `https://`, or is a placeholder such as `%avatar_url%`.
# A welcome message in which nothing would be seen.
panels-welcome-empty = Nothing would be left of the welcome message. Give it a title or a message.
# A field of the welcome message with only a name or only a text.
panels-field-empty = A field needs a name and a text. Leave both empty to take an existing field away.
# The field that was edited is not there any more.
panels-field-gone = That field does not exist any more. Press **More** again to see the fields as they are.
# A 26th field.
panels-fields-full = The welcome message has 25 fields, which is as many as Discord shows. Take one away first.
# "Beside others" was answered with something else than yes or no.
panels-field-inline = Write `yes` or `no` for whether the field may stand beside others.
# After saving a welcome text: a name that nothing provides. $name: the placeholder.
panels-placeholder-unknown = { $name } is neither built in nor provided by an active integration: it will stay as typed.
# After saving a welcome text: the built-in placeholder wins. $exact: the integrations' exact names.
panels-placeholder-shadowed-by-builtin = { $name } is the built-in placeholder. For the integration's value write { $exact }.
# After saving a welcome text: two integrations provide it. $winner: the one that wins; $exact: the others' exact names.
panels-placeholder-shadowed = { $name } comes from { $winner }, which was activated first. For another's value write { $exact }.
# After saving a welcome text: there are more warnings than fit. $count: how many more.
panels-more-warnings = { $count ->
    [one] And one more placeholder like these.
   *[other] And { $count } more placeholders like these.
}

# The label of a panel's button where the admin gave none.
panels-button-default = Open a ticket

# After /panel create. $title: the panel; $channel: where it is.
panels-created = **{ $title }** is posted in { $channel }. Next: `/panel welcome` writes what a ticket begins with.
# After /panel edit.
panels-edited = **{ $title }** is changed.
# After /panel edit without any option.
panels-edit-nothing = Nothing to change: name at least one option besides `panel`.
# After /panel edit: the posted message could not be changed because it is gone.
panels-message-gone = Its message was deleted. `/panel send` posts it again.
# After /panel send. $channel: where it is now.
panels-sent = **{ $title }** is posted in { $channel }.
# After /panel enable.
panels-enabled = **{ $title }** opens tickets again.
# After /panel disable.
panels-disabled = **{ $title }** opens no more tickets until you enable it. Open ones stay.
# /panel delete asks first.
panels-delete-question = Delete the panel **{ $title }** with its message and its welcome text? Its tickets stay. This cannot be undone.
# After /panel delete was confirmed.
panels-deleted = **{ $title }** is deleted.
# The channel given to /panel create or send is none that takes messages. $channel: its mention.
panels-channel-unfit = A panel cannot be posted in { $channel }: choose a text channel of this server.
# The category given to /panel create or edit is none of this server.
panels-category-unfit = The category is none of this server's. Choose another one.

# /panel list: the heading.
panels-list-title = Panels
# /panel list: there are none.
panels-list-empty = There are no panels here yet. `/panel create` makes one.
# /panel list: one line. $title; $channel: its mention.
panels-list-line = **{ $title }** in { $channel }
# /panel list: a line of one that is off.
panels-list-line-disabled = **{ $title }** in { $channel } (disabled)
# /panel list: where a panel is that was never posted.
panels-list-nowhere = no channel

# The modal of /panel welcome: its title.
panels-welcome-modal = Welcome message
# The modal of /panel welcome: the first input.
panels-welcome-title = Title
# The modal of /panel welcome: the second input.
panels-welcome-message = Message
# The modal of /panel welcome: the third input.
panels-welcome-colour = Colour
# The modal of /panel welcome: the fourth input.
panels-welcome-image = Image URL
# The modal of /panel welcome: the fifth input.
panels-welcome-thumbnail = Thumbnail URL
# The modal of /panel welcome: shown in the empty message.
panels-welcome-message-hint = Hello %user%! Placeholders are filled in for each ticket.
# After the modal of /panel welcome.
panels-welcome-saved = The welcome message of **{ $title }** is saved. `/panel preview` shows it filled in.
# The button under that answer.
panels-welcome-more = More
# After More: the heading of the editor. $title: the panel.
panels-more-title = More of the welcome message of { $title }
# After More: what the editor shows where there is no author or footer.
panels-more-none = none
# After More: the label of the line above the title.
panels-more-author = Author
# After More: the label of the line below everything.
panels-more-footer = Footer
# After More: the heading over the fields. $count of 25.
panels-more-fields = Fields ({ $count } of 25)
# After More: the button that opens author and footer.
panels-more-frame-button = Author and footer
# After More: the button that adds a field.
panels-more-field-button = Add a field
# After More: the menu that opens one of the fields.
panels-more-field-menu = Edit a field
# The modal for author and footer: its title.
panels-frame-modal = Author and footer
# The modal for a field: its title.
panels-field-modal = Field
# The modal for a field: the first input.
panels-field-name = Name
# The modal for a field: the second input.
panels-field-value = Text
# The modal for a field: the third input.
panels-field-inline-label = Beside others (yes or no)
# What yes is in the field's modal.
panels-yes = yes
# What no is in the field's modal.
panels-no = no

# Above /panel preview. $title: the panel; $user: for whom it is filled in.
panels-preview = **{ $title }**, as { $user } would see it:
# After /panel edit: it is stored, but its message could not be changed. $problem: why.
panels-edited-not-shown = **{ $title }** is changed, but its message could not follow. { $problem }
# /panel preview for somebody who is not in the server.
panels-preview-no-member = That user is no member of this server. Choose one who is.
