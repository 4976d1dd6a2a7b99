# Direct message to a server's owner: something that only an admin can mend keeps tickets from opening as they should.
# $server is the server's name, $problem the sentence about it.
tickets-owner-alert =
    In **{ $server }** ließ sich ein Ticket nicht so öffnen, wie es soll.
    { $problem }
# In that direct message: no category took a further channel. $categories are mentions of them, $count their number.
tickets-category-full = { $count ->
        [one] Die Kategorie { $categories } hat 50 Kanäle, so viele wie Discord erlaubt; darum geht dort kein Ticket mehr auf.
       *[other] Die Kategorien { $categories } haben je 50 Kanäle, so viele wie Discord erlaubt; darum geht dort kein Ticket mehr auf.
    } Schließe dort Tickets oder lösche Kanäle, oder füge mit `/settings set overflow_categories` eine weitere Kategorie hinzu.
# In that direct message: a category was deleted. $category is a mention of it.
tickets-category-gone = Die Kategorie für Tickets ({ $category }) gibt es nicht mehr. Wähle mit `/panel edit` oder `/settings set` eine andere.
