// The tutorial's API: GET /lookup?user=ID with the key in Authorization. Not run by this project's CI.
import { timingSafeEqual } from "node:crypto";
import express from "express";

const apiKey = process.env.API_KEY;
if (!apiKey) {
  throw new Error("Set API_KEY to the key that callers must send.");
}

// The player whom this API knows, by their Discord id. A string: it does not fit into a number.
const players = new Map([
  ["585576154958921739", {
    online_status: "Online",
    user: { username: "Ryan", account_created_year: 2019, scores: { high_score: 3000, last_score: 400 } },
  }],
]);

function isKey(given) {
  const [a, b] = [Buffer.from(given ?? ""), Buffer.from(apiKey)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const app = express();
app.get("/lookup", (request, response) => {
  // First of all the key: whoever has none learns nothing, not even who is known.
  if (!isKey(request.get("Authorization"))) {
    response.status(401).json({ error: "Send your API key in the Authorization header." });
    return;
  }
  // {} for somebody who is not known: no error, the placeholders show their fallbacks.
  response.json(players.get(request.query.user) ?? {});
});
app.listen(8080, "127.0.0.1", () => console.log("http://127.0.0.1:8080/lookup"));
