# Direct message to a server's owner: something that only an admin can mend keeps tickets from opening as they should.
# $server is the server's name, $problem the sentence about it.
tickets-owner-alert =
    In **{ $server }**, a ticket could not be opened as it should be.
    { $problem }
# In that direct message: the category took no further channel. $category is a mention of it.
tickets-category-full = The category { $category } has 50 channels, the most that Discord allows, so tickets open outside of it. Close tickets or delete channels there, or choose another category.
# In that direct message: the category was deleted. $category is a mention of it.
tickets-category-gone = The category for tickets ({ $category }) does not exist any more, so tickets open outside of it. Choose another one with `/panel edit` or `/settings set`.
