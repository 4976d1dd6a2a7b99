# Why a placeholder has no value: none was found when the answer was read that is shown again now.
integrations-why-no-value = Die Antwort enthielt dafür keinen Wert, als sie abgerufen wurde.
# The trace of /integration test: over values of the answer that no placeholder uses yet.
integration-commands-test-suggestions = Könnten auch Platzhalter sein
# /integration log: over the fetches. $requests: how many; $percent: how many in a hundred went well; $p50 and $p95: milliseconds.
integration-log-figures = { $requests ->
    [one] 1 Anfrage
   *[other] { $requests } Anfragen
}: { $percent } % erfolgreich, die Hälfte in höchstens { $p50 } ms, 95 % in höchstens { $p95 } ms
# /integration log: the values were an earlier answer's.
integration-log-cached = aus dem Zwischenspeicher
# /integration log: the target failed, and an earlier answer's values were shown.
integration-log-stale = eine ältere Antwort wurde gezeigt
# /integration log: the same request was under way.
integration-log-shared = geteilt mit derselben Anfrage
# /integration log: an admin tested.
integration-log-tested = ein Test
# In the log channel: an integration has failed for an hour. $name.
integration-failing-title = { $name } schlägt immer wieder fehl
# In the log channel, below that. $name; $since: a Discord timestamp; $failures: how many.
integration-failing = Seit { $since } ist keine der { $failures } Anfragen von { $name } gelungen. Neue Tickets zeigen die Ersatztexte ihrer Platzhalter. `/integration log` zeigt, was nicht stimmte, `/integration test` versucht es noch einmal. Bis es wieder geklappt hat, folgt keine weitere Nachricht.
# In the log channel: over the last error.
integration-failing-error = Der letzte Fehler
# /settings view: what the setting log_channel is for.
settings-purpose-log-channel = Wo das Team erfährt, worum es sich kümmern sollte.
# /settings set: a channel was wanted.
settings-not-a-channel = `{ $setting }` ist ein Textkanal dieses Servers: gib seine Erwähnung, seine Id oder seinen genauen Namen an.
# frontdesk integration check: over names and paths of values that no placeholder uses yet.
integrations-check-suggestions = Auch das könnten Platzhalter sein, unter diesen Pfaden:
