// The box to write in: messages, and commands with what can come next.

import { fill, h } from "./dom.js";
import { given, named, offer, quote, runnable } from "./command.js";

const ASK_AFTER = 120;

/** `hands` does what is typed: `say`, `run`, `complete`; each answers a promise. */
export class Composer {
  constructor(box, hands) {
    this.hands = hands;
    this.commands = [];
    this.picked = -1;
    this.offered = { items: [] };
    this.asked = 0;
    this.files = new Map();
    this.input = h("textarea", {
      id: "input", rows: 1, autocomplete: "off", spellcheck: false, "aria-label": "Message",
      oninput: () => this.changed(), onkeydown: (event) => this.key(event), onblur: () => setTimeout(() => this.shut(), 150), onfocus: () => this.changed(),
    });
    this.list = h("div.offers", { hidden: true, role: "listbox" });
    this.hint = h("div.hint", { hidden: true });
    this.notice = h("div.notice", { hidden: true, role: "alert" });
    fill(box, this.notice, this.list, h("div.field", this.hint, this.input));
  }

  /** Where one writes now. */
  place(view, commands) {
    this.view = view;
    this.commands = runnable(commands);
    const { channel } = view;
    const where = channel.type === 1 ? `@${channel.name}` : `#${channel.name}`;
    this.input.disabled = !channel.writable && !this.commands.length;
    this.input.placeholder = channel.writable ? `Message ${where}, or type / for commands` : "You cannot write here. Type / for commands";
  }

  get text() {
    return this.input.value;
  }

  set text(text) {
    this.input.value = text;
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
    this.changed();
  }

  changed() {
    this.input.rows = Math.min(8, this.text.split("\n").length);
    this.tell("");
    if (!this.text.startsWith("/") || !this.view) return this.shut();
    this.offered = offer(this.text, this.commands, this.view.names, this.view.channel.guild);
    this.picked = this.offered.kind === "commands" ? 0 : -1;
    this.draw();
    if (this.offered.ask) this.ask();
  }

  /** Asks the bot for completions, once the typing pauses. */
  ask() {
    const number = (this.asked += 1);
    const line = this.text;
    setTimeout(async () => {
      if (number !== this.asked) return;
      const choices = await this.hands.complete(line).catch(() => []);
      if (number !== this.asked || line !== this.text) return;
      this.offered.items = choices.map((choice) => ({ label: choice.name, value: choice.value }));
      this.draw();
    }, ASK_AFTER);
  }

  draw() {
    const { kind, items, command, current } = this.offered;
    const one = (item, index) => h("button.offer", {
      type: "button", role: "option", "aria-selected": String(index === this.picked), onmousedown: (event) => { event.preventDefault(); this.pick(item); },
    }, h("span.name", item.label), item.required && h("span.required", "required"), item.detail && h("span.detail", item.detail));
    const heads = { commands: "Commands", options: "Options", value: current ? `${current.option.name}: ${current.option.description}` : "" };
    this.list.hidden = !items.length;
    fill(this.list, h("div.head", heads[kind]), items.map(one));
    this.list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    this.hint.hidden = !command;
    if (command) this.describe(command);
  }

  /** The command's options above the box: those given, the one being typed, those still required. */
  describe(command) {
    const options = given(this.text, command);
    const last = this.offered.current?.option;
    const one = (option) => {
      const entry = options.find((known) => known.option === option);
      const pill = h("span.pill", option.name, option.required && !entry && h("b", " *"));
      pill.title = option.description;
      pill.classList.toggle("given", Boolean(entry?.value));
      pill.classList.toggle("current", option === last);
      return pill;
    };
    const pills = command.options.map((option) => (option.type === 11 ? this.attach(option) : one(option)));
    fill(this.hint, h("span.command", `/${command.path}`), pills);
  }

  /** The pill of an option that takes a file. */
  attach(option) {
    const chosen = () => this.files.get(option.name)?.name;
    const input = h("input", { type: "file", hidden: true, onchange: () => {
      this.files.set(option.name, input.files[0]);
      this.changed();
      this.input.focus();
    } });
    const text = chosen() ? `📎 ${chosen()}` : `📎 ${option.name}: choose a file`;
    // The box must not lose the focus before the click arrives, or the pill would be gone.
    const pill = h("button.pill", { type: "button", title: option.description, onmousedown: (event) => event.preventDefault(), onclick: () => input.click() }, text, input);
    pill.classList.toggle("given", Boolean(chosen()));
    return pill;
  }

  pick(item) {
    if (item.line !== undefined) {
      this.text = item.line;
      return;
    }
    const { current } = this.offered;
    this.text = `${this.text.slice(0, current.from)}${quote(item.value)} `;
  }

  key(event) {
    const { items } = this.offered;
    const open = !this.list.hidden && items.length > 0;
    const move = (step) => {
      event.preventDefault();
      this.picked = (this.picked + step + items.length) % items.length;
      this.draw();
    };
    if (open && event.key === "ArrowDown") move(1);
    else if (open && event.key === "ArrowUp") move(this.picked < 0 ? 0 : -1);
    else if (open && event.key === "Tab") {
      event.preventDefault();
      this.pick(items[Math.max(0, this.picked)]);
    } else if (event.key === "Escape") this.shut();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const exact = this.offered.kind === "commands" && named(this.text.trimEnd(), this.commands);
      if (open && this.picked >= 0 && !exact) this.pick(items[this.picked]);
      else this.send();
    }
  }

  async send() {
    const text = this.text.trim();
    if (!text) return;
    const { files } = this;
    this.files = new Map();
    this.input.value = "";
    this.changed();
    this.shut();
    try {
      await (text.startsWith("/") ? this.hands.run(text, await encoded(files)) : this.hands.say(text));
    } catch (error) {
      if (!this.text) Object.assign(this, { files }).input.value = text;
      this.tell(error.message);
    }
  }

  shut() {
    this.asked += 1;
    this.offered = { items: [] };
    this.list.hidden = true;
    this.hint.hidden = true;
  }

  tell(problem) {
    this.notice.hidden = !problem;
    this.notice.textContent = problem;
  }
}

/** Files as the sandbox takes them. */
async function encoded(files) {
  const one = async ([option, file]) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return { option, filename: file.name, base64: btoa(text) };
  };
  return Promise.all([...files].filter(([, file]) => file).map(one));
}
