### Integrations: the manifest, the request, the answer, and what admins and authors are told about them.

## A manifest that is refused.

# An integration is created, changed or imported with mistakes. $count: how many; $errors: the first of them, one on each line.
integrations-manifest-refused =
    { $count ->
    [one] The integration has a mistake:
   *[other] The integration has { $count } mistakes:
}
    { $errors }
# One line of that list. $field: the place in the manifest; $problem: the sentence.
integrations-field-error = `{ $field }`: { $problem }
# An imported file is too large. $limit: the limit in KiB.
integrations-manifest-too-large = A manifest may be at most { $limit } KiB; remove what does not belong to it.
# An imported file is in another encoding, or no text at all.
integrations-manifest-not-utf8 = This file is not UTF-8 text; save the manifest as UTF-8.
# An imported file nests objects or lists deeper than 64.
integrations-manifest-too-deep = This file is nested too deeply to be a manifest; compare it with the example in the documentation.
# An imported file is no JSON. $line and $column: where.
integrations-manifest-broken = This file is not valid JSON; look at line { $line }, column { $column }.
# A field of a manifest holds something else than an object.
integrations-expected-object = This must be an object in curly braces.
# A field of a manifest holds something else than a list.
integrations-expected-list = This must be a list in square brackets.
# A field of a manifest holds something else than a text.
integrations-expected-text = This must be a text in quotation marks.
# A field of a manifest holds something else than a whole number.
integrations-expected-number = This must be a whole number without quotation marks.
# A field of a manifest holds something else than true or false.
integrations-expected-boolean = This must be `true` or `false`, without quotation marks.
# A placeholder's format does not exist.
integrations-expected-format = The format must be `text`, `markdown`, `timestamp` or `number`.
# A manifest lacks a field.
integrations-field-missing = This field is missing; add it.
# A manifest has a field twice.
integrations-field-twice = This field occurs twice; remove one of the two.
# A manifest has a field that means nothing. $known: the fields that there are, with backticks and commas between.
integrations-field-unknown = This field does not exist; the fields here are `{ $known }`.
# The field frontdesk holds another number than 1.
integrations-version = This version of the format does not exist; write `1`.
# A text is too long. $limit: the limit in characters.
integrations-too-long = This is longer than { $limit } characters; shorten it.
# There are too many headers, secrets or placeholders. $limit: the limit.
integrations-too-many = There may be at most { $limit } of these; remove some.
# A text holds control characters.
integrations-control-characters = This holds invisible control characters; type it again.
# An integration's name is empty or too long. $limit: the limit in characters.
integrations-name-length = The name must have 1 to { $limit } characters.
# An integration's name holds other characters.
integrations-name-characters = The name may hold letters, digits, spaces, `_` and `-` only.
# An integration's name begins or ends with a space.
integrations-name-spaces = The name must not begin or end with a space.
# An integration is called like something that templates know already. $slug: the name in lower case.
integrations-name-reserved = `{ $slug }` already means something in templates; choose another name.
# The name of a secret or placeholder holds other characters, or is empty or too long.
integrations-word = A name here has 1 to 32 characters: small letters `a` to `z`, digits and `_`.
# Two secrets or two placeholders have the same name.
integrations-twice = This name occurs twice; rename one of the two.
# A secret is called like a built-in placeholder. $name: its name.
integrations-secret-reserved = `{ $name }` is a built-in placeholder; call the secret something else.
# cache_seconds is too large. $limit: the limit.
integrations-cache-seconds = Answers can be kept for at most { $limit } seconds.
# The link to the privacy policy is none.
integrations-link = This must be a complete link without spaces, like https://example.com/privacy.
# A request's method is neither GET nor POST.
integrations-method = The method must be `GET` or `POST`.

## A URL or a header that is refused when it is saved.

# A logo is not at an https: address.
integrations-url-https = The picture must be at an https:// address.
# A request's URL does not begin with http:// or https://, or begins with a placeholder.
integrations-url-scheme = The URL must begin with https:// and a fixed host, like https://api.example.com/lookup.
# A URL holds a space, a tab or a line break.
integrations-url-spaces = A URL cannot hold spaces or line breaks; write a space as `%20`.
# A placeholder stands in a URL's scheme, host or port. $name: its name.
integrations-url-name-in-host = `%{ $name }%` stands in the URL's scheme, host or port; placeholders may stand in its path and query only.
# A placeholder stands behind the # of a URL. $name: its name.
integrations-url-name-in-fragment = `%{ $name }%` stands behind the `#` of the URL, which is never sent; move it into the path or the query.
# A URL holds a % that means nothing.
integrations-url-percent = The URL holds a `%` that begins neither a placeholder nor an escape; write it as `%25`.
# A URL, header or path uses a placeholder that does not exist. $name: its name.
integrations-name-undeclared = `%{ $name }%` is unknown; use `%user_id%`, `%guild_id%`, `%ticket_id%` or the name of one of the integration's secrets.
# A request without encryption would carry a secret.
integrations-http-with-secret = This request carries a secret, and http:// sends it readable for everybody on the way; use https://.
# The validation URL is on another host than the request. $origin: scheme, host and port of the request.
integrations-validation-origin = The validation URL must be at { $origin } as well, because the secrets are sent there.
# A header's name is empty or holds characters that no header has.
integrations-header-name-characters = A header's name holds letters, digits and `-` only, without spaces or a colon.
# A header belongs to the connection or to Frontdesk. $name: the header.
integrations-header-forbidden = `{ $name }` cannot be set, because it belongs to the connection itself; remove it.
# Two headers have the same name, perhaps in another case.
integrations-header-twice = This header occurs twice, since case makes no difference; remove one of the two.
# A header has no value.
integrations-header-empty = This header has no value; give it one or remove it.
# A header's value holds a line break or a character outside ASCII.
integrations-header-characters = A header's value may hold visible ASCII characters and spaces only; remove line breaks and other characters.

## A path that is refused when it is saved.

# A placeholder has no path.
integrations-path-empty = The path is empty; write the keys that lead to the value, like `user.name`.
# A dot path has two dots in a row, or one at an end.
integrations-path-empty-step = The path has a dot too many; write it like `user.name`.
# A path begins with $ but is no JSONPath.
integrations-path-query = This is not a valid JSONPath; compare it with `$.players[?@.id=='%user_id%'].name`, where placeholders stand inside quotation marks only.
# A JSONPath uses match() or search() with something else than a small regular expression.
integrations-path-pattern = `match` and `search` need a simple regular expression in quotation marks, like `search(@.name, '^R')`.
# A JSONPath nests brackets deeper than 8.
integrations-path-nesting = This JSONPath is nested too deeply; use fewer brackets and parentheses.

## A request that cannot be made with the values of this server and ticket.

# A secret of the request is not known. $name: its name.
integrations-value-missing = There is no value for `{ $name }`; enter the integration's secrets again.
# A value for a URL holds control characters. $name: its name.
integrations-value-control = The value of `{ $name }` holds a line break or another control character, so the request was not sent; enter it again.
# A value for a header holds characters that a header cannot hold. $name: its name; $header: the header.
integrations-value-header = The value of `{ $name }` cannot stand in the header `{ $header }`, so the request was not sent; enter it again without line breaks and special characters.
# A value makes a part of the URL's path . or .., which would lead elsewhere. $name: its name.
integrations-value-dots = With this value of `{ $name }` the URL would lead to another path, so the request was not sent; enter another value.
# The final URL cannot be read.
integrations-url-invalid = With these values the URL is no longer valid; check it.
# The final URL would lead to another host.
integrations-url-origin = With these values the URL would lead to another host, so the request was not sent; check it.
# The final URL is too long. $limit: the limit in characters.
integrations-url-too-long = With these values the URL is longer than { $limit } characters; use shorter values.
# A final header is too long. $header: the header; $limit: the limit in characters.
integrations-header-too-long = With these values the header `{ $header }` is longer than { $limit } characters; use shorter values.

## An answer that is no JSON object.

# The answer is JSON, but a list, a text or a number.
integrations-answer-no-object = The answer is not a JSON object; answer with one in curly braces.
# The answer has no content.
integrations-answer-empty = The answer is empty, so it is not a JSON object; answer with an empty object in curly braces if nothing is known.
# The answer is no JSON. $line and $column: where it ceases to be.
integrations-answer-broken = The answer is not a JSON object: it cannot be read at line { $line }, column { $column }.
# The answer is in another encoding.
integrations-answer-not-utf8 = The answer is not a JSON object: it is not UTF-8 text.
# The answer nests objects or lists deeper than 64.
integrations-answer-too-deep = The answer is nested deeper than 64 levels; make it flatter.
# A saved answer is too large. $limit: the limit in bytes.
integrations-answer-too-large = The answer is larger than { $limit } bytes; send only what is needed.

## Why a placeholder shows its fallback, in the trace of a test.

# The answer lacks a key. $key: the key; $keys: those that it has, in backticks.
integrations-why-no-key-top = the answer has no key `{ $key }`; it has { $keys }
# An object in the answer lacks a key. $key: the key; $parent: the object; $keys: those that it has, in backticks.
integrations-why-no-key = no key `{ $key }` in `{ $parent }`; it has { $keys }
# An object in the answer is empty. $key: the key; $parent: the object.
integrations-why-no-key-empty = no key `{ $key }` in `{ $parent }`; it is empty
# The answer is an empty object.
integrations-why-nothing-known = the answer is empty: nothing is known about this user
# A path goes on with a key where the answer has a list. $parent: the list; $key: the key.
integrations-why-list = `{ $parent }` is a list; write a number from 0 instead of `{ $key }`
# A list in the answer has no such entry. $parent: the list; $key: the number; $count: how many entries it has.
integrations-why-list-short = `{ $parent }` has no entry `{ $key }`; it has { $count } and counting starts at 0
# A path goes on where the answer has a text, a number or null. $parent: the value; $key: the next key.
integrations-why-no-object = `{ $parent }` is no object, so it has no key `{ $key }`
# The value is null.
integrations-why-null = the value is `null`
# The value is an object. $keys: its keys, in backticks.
integrations-why-object = the value is an object; go on with one of its keys: { $keys }
# The value is an empty object.
integrations-why-object-empty = the value is an empty object
# The value is an empty list.
integrations-why-list-empty = the value is an empty list
# The value is a list that holds more than texts and numbers.
integrations-why-list-mixed = the value is a list of more than texts and numbers; go on with a number from 0
# A JSONPath finds nothing.
integrations-why-no-match = the JSONPath finds nothing in the answer
# A JSONPath would take too long in an answer of this size.
integrations-why-too-much-work = the answer is too large for a JSONPath with so many filters; use a simpler one
# The API answers with one of the secrets that it was sent.
integrations-why-secret = the answer repeats a secret, which is shown to nobody
# There is no answer to read.
integrations-why-failed = there is no usable answer
# Four seconds have passed.
integrations-why-deadline = The answer was not there within 4 seconds; make it faster.
# The owner of a private integration no longer manages this server.
integrations-why-owner = The integration's owner no longer has Manage Server here, so it was not asked; the owner needs that permission.
# The integration has changed since an admin agreed to it.
integrations-why-paused = The integration has changed and is paused; activate it again to agree to the change.
# A manifest is checked without making the request.
integrations-why-not-asked = nothing was asked; add --fetch or --response

## Creating, changing, activating.

# A user creates one integration too many. $limit: the limit.
integrations-limit-owned = You own { $limit } integrations already; delete one first.
# An admin activates one integration too many. $limit: the limit.
integrations-limit-active = This server has { $limit } active integrations already; deactivate one first.
# A user gives an integration the name of another one of theirs. $name: the name.
integrations-name-taken = You already have an integration called { $name }; choose another name.
# An integration would be active beside another one of its name. $name: the name.
integrations-name-active = Another integration called { $name } is active in the same server; rename one of the two or deactivate the other.
# A user names an integration that they do not own. $name: what they typed.
integrations-not-found = You have no integration called { $name }; see your integrations with /integration list.
# An integration was deleted meanwhile, or belongs to somebody else.
integrations-gone = This integration does not exist anymore, or is not yours; see your integrations with /integration list.
# An integration is deactivated that is not active.
integrations-not-active = This integration is not active in this server; see the active ones with /integration list.
# An integration is changed by several people at the same instant.
integrations-busy = Somebody else is changing this integration right now; try again.
# An admin confirms an activation, but the integration has changed since the card was shown.
integrations-changed = The integration has changed since you saw it; run /integration activate again.
# A secret is left empty. $name: its name.
integrations-secret-missing = `{ $name }` is empty; enter a value.
# A secret is too long. $name: its name; $limit: the limit in characters.
integrations-secret-too-long = `{ $name }` is longer than { $limit } characters; check what you pasted.
# A secret holds a line break or another control character. $name: its name.
integrations-secret-characters = `{ $name }` holds a line break or another control character; paste it again without.
# The author's API refuses the secrets. $host: its host; $error: its own words.
integrations-validation-refused = `{ $host }` did not accept these values: { $error }
# The author's API could not be asked whether the secrets are right. $host: its host; $reason: why.
integrations-validation-failed = `{ $host }` could not check these values, so nothing was stored. { $reason }

## `frontdesk integration check`

# A file named on the command line cannot be read. $file: the file; $reason: what the system says.
integrations-file-unreadable = { $file } cannot be read: { $reason }
# The manifest keeps all rules. $name: the integration.
integrations-check-valid = { $name }: the manifest is valid.
# The answer has more than the placeholders use. $keys: the keys.
integrations-check-unused = No placeholder uses: { $keys }
# --fetch and --response are given together.
integrations-check-fetch-or-response = Use --fetch or --response, not both.
# --secret is given without an equals sign.
integrations-check-secret-form = Write each secret as --secret NAME=VALUE.
# --secret names a secret that the manifest does not have. $name: its name.
integrations-check-secret-unknown = The manifest declares no secret `{ $name }`; check its name.
