# Direct message to a server's owner: something that only an admin can mend keeps tickets from opening as they should.
# $server is the server's name, $problem the sentence about it.
tickets-owner-alert =
    In **{ $server }**, a ticket could not be opened as it should be.
    { $problem }
# In that direct message: no category took a further channel. $categories are mentions of them, $count their number.
tickets-category-full = { $count ->
        [one] The category { $categories } has 50 channels, the most that Discord allows, so no further ticket opens there.
       *[other] The categories { $categories } have 50 channels each, the most that Discord allows, so no further ticket opens there.
    } Close tickets or delete channels there, or add another category with `/settings set overflow_categories`.
# In that direct message: a category was deleted. $category is a mention of it.
tickets-category-gone = The category for tickets ({ $category }) does not exist any more. Choose another one with `/panel edit` or `/settings set`.
