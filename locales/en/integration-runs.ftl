# Why a placeholder has no value: none was found when the answer was read that is shown again now.
integrations-why-no-value = The answer had no value for it when it was fetched.
# The trace of /integration test: over values of the answer that no placeholder uses yet.
integration-commands-test-suggestions = Could be placeholders too
# /integration log: over the fetches. $requests: how many; $percent: how many in a hundred went well; $p50 and $p95: milliseconds.
integration-log-figures = { $requests ->
    [one] 1 request
   *[other] { $requests } requests
}: { $percent } % successful, half within { $p50 } ms, 95 % within { $p95 } ms
# /integration log: the values were an earlier answer's.
integration-log-cached = from the cache
# /integration log: the target failed, and an earlier answer's values were shown.
integration-log-stale = an older answer was shown
# /integration log: the same request was under way.
integration-log-shared = shared with the same request
# /integration log: an admin tested.
integration-log-tested = a test
# In the log channel: an integration has failed for an hour. $name.
integration-failing-title = { $name } keeps failing
# In the log channel, below that. $name; $since: a Discord timestamp; $failures: how many.
integration-failing = Since { $since } none of the { $failures } requests of { $name } has gone well. New tickets show the fallbacks of its placeholders. `/integration log` shows what was wrong, `/integration test` tries it again. There will be no further note until it has worked.
# In the log channel: over the last error.
integration-failing-error = The last error
# /settings view: what the setting log_channel is for.
settings-purpose-log-channel = Where staff is told when something needs looking after.
# /settings set: a channel was wanted.
settings-not-a-channel = `{ $setting }` is a text channel of this server: give its mention, its id or its exact name.
# frontdesk integration check: over names and paths of values that no placeholder uses yet.
integrations-check-suggestions = These could be placeholders too, at these paths:
