// Talking to the sandbox.

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error || `The sandbox answered ${response.status}.`);
  return body;
}

export async function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return answer(await fetch(`${path}?${new URLSearchParams(given)}`));
}

export async function send(method, path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(path, { method, headers, body: JSON.stringify(body) }));
}

/** Does something as a user; the answer is the bot's first one. */
export function act(user, channel, what) {
  return send("POST", "/sandbox/act", { user, channel, ...what });
}

/** Calls `look` after every change of the world, and tells whether the sandbox can be reached. */
export function listen(look, reachable) {
  const source = new EventSource("/sandbox/changes");
  source.addEventListener("changed", look);
  source.onopen = () => { reachable(true); look(); };
  source.onerror = () => reachable(false);
}
