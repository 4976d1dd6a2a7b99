# Direct message to a server's owner: something that only an admin can mend keeps tickets from opening as they should.
# $server is the server's name, $problem the sentence about it.
tickets-owner-alert =
    In **{ $server }** ließ sich ein Ticket nicht so öffnen, wie es soll.
    { $problem }
# In that direct message: the category took no further channel. $category is a mention of it.
tickets-category-full = Die Kategorie { $category } hat 50 Kanäle, mehr erlaubt Discord nicht; darum öffnen Tickets außerhalb von ihr. Schließe Tickets oder lösche dort Kanäle, oder wähle eine andere Kategorie.
# In that direct message: the category was deleted. $category is a mention of it.
tickets-category-gone = Die Kategorie für Tickets ({ $category }) gibt es nicht mehr; darum öffnen Tickets außerhalb von ihr. Wähle mit `/panel edit` oder `/settings set` eine andere.
