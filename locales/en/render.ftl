# The name of a ticket's channel, for %claimed% when a staff member has taken the ticket.
render-claimed = claimed
# The name of a ticket's channel, for %claimed% while nobody has taken the ticket.
render-unclaimed = unclaimed
# A part of a duration, such as the usual time to the first answer.
render-seconds = { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
# A part of a duration, such as the usual time to the first answer.
render-minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
# A part of a duration, such as the usual time to the first answer.
render-hours = { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
# A part of a duration, such as the usual time to the first answer.
render-days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
# How far a point in time is away, where Discord shows no timestamps, such as an embed's footer.
render-relative-seconds = { $direction ->
    [past] { $count ->
        [one] { $count } second ago
       *[other] { $count } seconds ago
    }
   *[future] { $count ->
        [one] in { $count } second
       *[other] in { $count } seconds
    }
}
# How far a point in time is away, where Discord shows no timestamps, such as an embed's footer.
render-relative-minutes = { $direction ->
    [past] { $count ->
        [one] { $count } minute ago
       *[other] { $count } minutes ago
    }
   *[future] { $count ->
        [one] in { $count } minute
       *[other] in { $count } minutes
    }
}
# How far a point in time is away, where Discord shows no timestamps, such as an embed's footer.
render-relative-hours = { $direction ->
    [past] { $count ->
        [one] { $count } hour ago
       *[other] { $count } hours ago
    }
   *[future] { $count ->
        [one] in { $count } hour
       *[other] in { $count } hours
    }
}
# How far a point in time is away, where Discord shows no timestamps, such as an embed's footer.
render-relative-days = { $direction ->
    [past] { $count ->
        [one] { $count } day ago
       *[other] { $count } days ago
    }
   *[future] { $count ->
        [one] in { $count } day
       *[other] in { $count } days
    }
}
# How far a point in time is away, where Discord shows no timestamps, such as an embed's footer.
render-relative-months = { $direction ->
    [past] { $count ->
        [one] { $count } month ago
       *[other] { $count } months ago
    }
   *[future] { $count ->
        [one] in { $count } month
       *[other] in { $count } months
    }
}
# How far a point in time is away, where Discord shows no timestamps, such as an embed's footer.
render-relative-years = { $direction ->
    [past] { $count ->
        [one] { $count } year ago
       *[other] { $count } years ago
    }
   *[future] { $count ->
        [one] in { $count } year
       *[other] in { $count } years
    }
}
