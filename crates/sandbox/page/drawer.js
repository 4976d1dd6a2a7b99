// Under the hood: what the bot asks Discord for, and faults to try it with.

import { get, send } from "./api.js";
import { fill, h } from "./dom.js";

const FAULTS = [
  ["100 ms slower", "Every request of the bot takes 100 ms longer.", { kind: "delay", milliseconds: 100 }],
  ["Next fails (500)", "The bot's next request fails.", { kind: "status", status: 500 }],
  ["Next is limited (429)", "The bot's next request must be tried again after a second.", { kind: "rate_limit", milliseconds: 1000 }],
  ["Lose next answer", "The next request takes effect, but its answer is lost.", { kind: "lose_answer" }],
  ["Cut the gateway", "The connection breaks; the bot resumes.", { kind: "disconnect" }],
];

export class Drawer {
  constructor(aside, button) {
    this.aside = aside;
    this.after = 0;
    this.list = h("ol.requests");
    const note = h("p.small", "Faults are for the bot's requests to this Discord.");
    const said = (text) => { note.textContent = text; };
    const one = ([name, what, order]) => h("button.button.secondary", {
      type: "button", title: what, onclick: () => send("POST", "/sandbox/faults", order).then(() => said(what), (error) => said(error.message)),
    }, name);
    const clear = h("button.button.link", { type: "button", onclick: () => send("DELETE", "/sandbox/faults").then(() => said("Everything works again.")) }, "No faults");
    fill(aside, h("h3", "Faults"), h("div.faults", FAULTS.map(one), clear), note, h("h3", "The bot's requests"), this.list);
    button.addEventListener("click", () => {
      aside.hidden = !aside.hidden;
      button.setAttribute("aria-expanded", String(!aside.hidden));
      this.look();
    });
  }

  async look() {
    if (this.aside.hidden || this.looking) return;
    this.looking = true;
    try {
      const requests = await get("/sandbox/requests", { after: this.after });
      for (const request of requests) {
        // One that is under way is drawn when it has ended.
        if (request.status === null && request === requests.at(-1)) break;
        this.after = request.number;
        this.list.prepend(entry(request));
      }
      while (this.list.childElementCount > 200) this.list.lastChild.remove();
    } finally {
      this.looking = false;
    }
  }
}

function entry(request) {
  const path = request.path.split("/").map((piece) => (piece.length > 40 ? "…" : piece)).join("/");
  const status = h("span.code", request.status ?? "lost");
  status.classList.toggle("bad", !request.status || request.status >= 400);
  const line = [h("span.method", request.method), h("span.path", path), status];
  if (request.body === null) return h("li", h("div.line", line));
  return h("li", h("details", h("summary.line", line), h("pre", JSON.stringify(request.body, null, 2))));
}
