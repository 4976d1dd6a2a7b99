### Why a request to an address that a user chose was refused or failed.

## Rules: nothing was sent.

# A URL is longer than 2,048 characters.
egress-refused-url-too-long = The URL is longer than 2,048 characters; shorten it.
# A URL cannot be parsed.
egress-refused-url-invalid = This is not a complete URL; write it like https://api.example.com/lookup.
# A URL's scheme is neither http nor https.
egress-refused-url-scheme = Only http:// and https:// URLs can be asked; use one of them.
# A URL has a user name or password before its host.
egress-refused-url-credentials = The URL holds a user name or password; send them in a header instead.
# A URL's port is not in the operator's list. $ports: the list.
egress-refused-url-port = The URL's port is not allowed here; use one of { $ports }.
# A URL's host cannot be a DNS name.
egress-refused-host-invalid = The URL's host is not a valid host name; check its spelling.
# A URL's host is a name that only exists inside a network, such as localhost or printer.local.
egress-refused-host-local = The URL's host is a local or reserved name; use a host name that works on the public internet.
# A URL's host belongs to Discord.
egress-refused-host-discord = Integrations cannot send requests to Discord; use an API of your own.
# A URL's host, or the address behind it, is this bot's.
egress-refused-own = The URL leads back to this bot; use an API on another host.
# An address is on the operator's list of refused ones.
egress-refused-denied = The operator of this bot does not allow requests to this host; ask them, or use another one.
# A literal address, or one that the URL's host resolves to, is private, reserved or otherwise not on the internet.
egress-refused-address = The URL's host is not at a public internet address; use a server that everybody can reach.

## Failures.

# A header's value holds a line break or another control character. $name: the header.
egress-header = The header { $name } cannot be sent; remove line breaks and special characters from its value.
# A header's name is not allowed.
egress-header-name = One of the headers cannot be sent; check the headers' names.
# All places for requests were taken until time ran out.
egress-busy = Too many requests were under way at once; try again in a moment.
# The rate limit for this target left no place in time.
egress-rate-limited = This host is being asked too often at the moment; try again in a moment.
# The target failed five times in a row. $seconds: how long it is still left alone.
egress-resting = This host failed several times in a row and is left alone for { $seconds ->
    [one] 1 more second
   *[other] { $seconds } more seconds
}; check that it works, then try again.
# The host's name does not exist in DNS, or has no address.
egress-name-not-found = The URL's host name does not exist; check its spelling and its DNS records.
# The DNS servers of the host's name gave no answer.
egress-name-failed = The URL's host name could not be looked up; check that its DNS servers answer.
# Nothing accepts connections there.
egress-unreachable = The host does not accept connections on the URL's port; check that the server is running.
# No connection within two seconds.
egress-connect-timeout = The host did not accept a connection within 2 seconds; check that the server can be reached from the internet.
# The certificate has expired.
egress-tls-expired = The host's TLS certificate has expired; renew it.
# The certificate's validity starts later.
egress-tls-not-yet-valid = The host's TLS certificate is not valid yet; check its dates.
# The certificate names other hosts.
egress-tls-wrong-name = The host's TLS certificate is for another name; get one for the URL's host.
# The certificate is self-signed, or its chain is incomplete or leads to an unknown root.
egress-tls-untrusted = The host's TLS certificate is not from a trusted authority; get one that browsers accept, and send the whole chain.
# The certificate is revoked, damaged, or not for servers.
egress-tls-bad-certificate = The host's TLS certificate is not fit for a server; replace it.
# No TLS there, or only outdated versions.
egress-tls-handshake = No secure connection could be made; check that the port speaks TLS 1.2 or newer.
# The answer was not complete when time ran out.
egress-deadline = The host did not answer completely in time; make the answer faster.
# The answer ended early or is not HTTP.
egress-broken = The host's answer broke off or is not valid HTTP; check the server.
# More than 100 headers, or more than 16 KiB of them.
egress-headers-too-large = The answer has more than 100 headers or 16 KiB of them; send fewer.
# The answer is compressed in a way that cannot be undone.
egress-encoding = The answer's compression is unknown or damaged; send it uncompressed or with gzip.
# The answer is too large. $limit: the limit in bytes.
egress-too-large = The answer is larger than { $limit } bytes; send only what is needed.
# The answer is a redirect. $origin: scheme, host and port of its target.
egress-redirect = The host redirects to { $origin }, and redirects are not followed; put the final address into the URL.
# The answer is a redirect to something that is no web address.
egress-redirect-elsewhere = The host redirects to something that is not a web address; put the final address into the URL.
# The answer's status is not 2xx. $status: the status.
egress-status = The host answered with HTTP status { $status } instead of 200; check the URL, the headers and the server.

## `frontdesk egress explain`

# The rules let a URL pass.
egress-explain-allowed = No rule refuses this request.
# A line of the batch input cannot be read.
egress-explain-input = This line is not an object with a "url" and a list of IP "addresses"; write one such object per line.
