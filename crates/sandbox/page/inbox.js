// The inbox: what Slack and a webhook's receiver got from the bot.

import { get, send } from "./api.js";
import { fill, h } from "./dom.js";

export class Inbox {
  constructor(aside, button) {
    this.aside = aside;
    this.list = h("ol.letters");
    this.addresses = h("div.addresses");
    this.secret = h("input", { type: "text", placeholder: "whsec_…", "aria-label": "The receiver's secret" });
    const form = h("form.secret", {
      onsubmit: (event) => { event.preventDefault(); send("POST", "/sandbox/inbox", { secret: this.secret.value }).then(() => { this.secret.value = ""; this.look(); }); },
    }, this.secret, h("button.button.secondary", { type: "submit" }, "Set secret"));
    fill(aside, h("h3", "Inbox"), h("p.small", "Give these to /notify slack and /notify webhook:"), this.addresses, form, this.list);
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
      const inbox = await get("/sandbox/inbox");
      fill(this.addresses, h("pre", inbox.slack), h("pre", inbox.webhook), h("p.small", inbox.has_secret ? "The receiver checks signatures." : "The receiver has no secret yet, so it checks nothing."));
      fill(this.list, inbox.letters.map(letter));
    } finally {
      this.looking = false;
    }
  }
}

function letter({ number, to, status, remark, id, body }) {
  const code = h("span.code", status);
  code.classList.toggle("bad", status >= 400);
  const line = h("summary.line", h("span.method", to), h("span.path", title(to, body)), code);
  const more = h("p.small", [remark, id].filter(Boolean).join(" · "));
  return h("li", { dataset: { number } }, h("details", line, more, h("pre", JSON.stringify(body, null, 2))));
}

/** What a person reads first: Slack's text without its escapes, or a webhook's type. */
function title(to, body) {
  if (to === "webhook") return body?.type ?? "no JSON";
  return (body?.text ?? "no text").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
