# Im Namen eines Ticketkanals, für %claimed%, wenn jemand vom Team das Ticket übernommen hat.
render-claimed = übernommen
# Im Namen eines Ticketkanals, für %claimed%, solange niemand das Ticket übernommen hat.
render-unclaimed = offen
# Ein Teil einer Dauer, etwa der üblichen Zeit bis zur ersten Antwort.
render-seconds = { $count ->
        [one] { $count } Sekunde
       *[other] { $count } Sekunden
    }
# Ein Teil einer Dauer, etwa der üblichen Zeit bis zur ersten Antwort.
render-minutes = { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
# Ein Teil einer Dauer, etwa der üblichen Zeit bis zur ersten Antwort.
render-hours = { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
# Ein Teil einer Dauer, etwa der üblichen Zeit bis zur ersten Antwort.
render-days = { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
# Wie weit ein Zeitpunkt weg ist, wo Discord keine Zeitangaben anzeigt, etwa in der Fußzeile.
render-relative-seconds = { $direction ->
    [past] { $count ->
        [one] vor { $count } Sekunde
       *[other] vor { $count } Sekunden
    }
   *[future] { $count ->
        [one] in { $count } Sekunde
       *[other] in { $count } Sekunden
    }
}
# Wie weit ein Zeitpunkt weg ist, wo Discord keine Zeitangaben anzeigt, etwa in der Fußzeile.
render-relative-minutes = { $direction ->
    [past] { $count ->
        [one] vor { $count } Minute
       *[other] vor { $count } Minuten
    }
   *[future] { $count ->
        [one] in { $count } Minute
       *[other] in { $count } Minuten
    }
}
# Wie weit ein Zeitpunkt weg ist, wo Discord keine Zeitangaben anzeigt, etwa in der Fußzeile.
render-relative-hours = { $direction ->
    [past] { $count ->
        [one] vor { $count } Stunde
       *[other] vor { $count } Stunden
    }
   *[future] { $count ->
        [one] in { $count } Stunde
       *[other] in { $count } Stunden
    }
}
# Wie weit ein Zeitpunkt weg ist, wo Discord keine Zeitangaben anzeigt, etwa in der Fußzeile.
render-relative-days = { $direction ->
    [past] { $count ->
        [one] vor { $count } Tag
       *[other] vor { $count } Tagen
    }
   *[future] { $count ->
        [one] in { $count } Tag
       *[other] in { $count } Tagen
    }
}
# Wie weit ein Zeitpunkt weg ist, wo Discord keine Zeitangaben anzeigt, etwa in der Fußzeile.
render-relative-months = { $direction ->
    [past] { $count ->
        [one] vor { $count } Monat
       *[other] vor { $count } Monaten
    }
   *[future] { $count ->
        [one] in { $count } Monat
       *[other] in { $count } Monaten
    }
}
# Wie weit ein Zeitpunkt weg ist, wo Discord keine Zeitangaben anzeigt, etwa in der Fußzeile.
render-relative-years = { $direction ->
    [past] { $count ->
        [one] vor { $count } Jahr
       *[other] vor { $count } Jahren
    }
   *[future] { $count ->
        [one] in { $count } Jahr
       *[other] in { $count } Jahren
    }
}
