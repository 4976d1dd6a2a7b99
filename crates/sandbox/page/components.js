// Buttons, selects and what else stands under a message.

import { h, safeLink } from "./dom.js";
import { markdown } from "./markdown.js";
import { picture } from "./embed.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

/** The components of a message; `use(customId, values)` does what they are for. */
export function components(list, view, use) {
  return (list || []).map((component) => one(component, view, use));
}

function one(component, view, use) {
  const inside = () => components(component.components, view, use);
  switch (component.type) {
    case 1: return h("div.row", inside());
    case 2: return button(component, use);
    case 3: case 5: case 6: case 7: case 8: return select(component, view, use);
    case 9: return h("div.section", h("div", inside()), component.accessory && one(component.accessory, view, use));
    case 10: return markdown(component.content, view.names);
    case 11: return picture(component.media?.url, "thumbnail");
    case 12: return h("div.gallery", (component.items || []).map((item) => picture(item.media?.url, "image")));
    case 14: return h(component.divider === false ? "div.gap" : "hr");
    case 17: return h("div.container", inside());
    default: return h("p.small", `(a component of type ${component.type})`);
  }
}

function button(data, use) {
  const label = [data.emoji && h("span.emoji", data.emoji.id ? `:${data.emoji.name}:` : data.emoji.name), data.label];
  if (data.style === 5) {
    const rest = { href: safeLink(data.url), target: "_blank", rel: "noopener noreferrer" };
    return h("a.button.link", rest, label, h("span.outward", { "aria-hidden": "true" }, "↗"));
  }
  const press = async (event) => {
    const pressed = event.currentTarget;
    pressed.classList.add("busy");
    await use(data.custom_id);
    pressed.classList.remove("busy");
  };
  return h(`button.button.${STYLES[data.style] || "secondary"}`, { type: "button", disabled: Boolean(data.disabled), onclick: press }, label);
}

function select(data, view, use) {
  const choices = options(data, view);
  const most = data.max_values ?? 1;
  const least = data.min_values ?? 1;
  const chosen = new Set(choices.filter((choice) => choice.default).map((choice) => choice.value));
  const hint = data.placeholder || "Make a selection";
  const shown = h("span.shown");
  const list = h("div.choices", { hidden: true, role: "listbox" });
  const label = () => {
    const names = choices.filter((choice) => chosen.has(choice.value)).map((choice) => choice.label);
    shown.textContent = names.join(", ") || hint;
    shown.classList.toggle("empty", !names.length);
  };
  const send = () => { list.hidden = true; use(data.custom_id, [...chosen]); };
  const choose = (choice, entry) => {
    if (most === 1) {
      chosen.clear();
      chosen.add(choice.value);
      label();
      send();
      return;
    }
    if (!chosen.delete(choice.value) && chosen.size < most) chosen.add(choice.value);
    entry.classList.toggle("chosen", chosen.has(choice.value));
    label();
  };
  for (const choice of choices) {
    const entry = h("button.choice", { type: "button", role: "option" },
      choice.emoji && h("span.emoji", choice.emoji.name),
      h("span", h("span.name", choice.label), choice.description && h("span.small", choice.description)));
    entry.classList.toggle("chosen", chosen.has(choice.value));
    entry.addEventListener("click", () => choose(choice, entry));
    list.append(entry);
  }
  if (most > 1) {
    const done = () => { if (chosen.size >= least) send(); };
    list.append(h("button.choice.done", { type: "button", onclick: done }, "Done"));
  }
  label();
  const toggle = () => { list.hidden = !list.hidden; };
  const head = h("button.head", { type: "button", disabled: Boolean(data.disabled), onclick: toggle, "aria-haspopup": "listbox" }, shown, h("span.arrow", "▾"));
  return h("div.select", head, list);
}

/** What can be chosen: the options, or users, roles and channels as the user knows them. */
function options(data, view) {
  if (data.type === 3) return data.options || [];
  const preset = new Set((data.default_values || []).map((value) => value.id));
  const entries = (names, sign, keep = () => true) => Object.entries(names)
    .filter(([, named]) => keep(named))
    .map(([id, named]) => ({ value: id, label: sign + named.name.replace(/^@/, ""), default: preset.has(id) }));
  const here = (named) => !view.channel?.guild || named.guild === view.channel.guild;
  const kinds = data.channel_types;
  switch (data.type) {
    case 5: return entries(view.names.users, "@");
    case 6: return entries(view.names.roles, "@", here);
    case 7: return [...entries(view.names.users, "@"), ...entries(view.names.roles, "@", here)];
    default: return entries(view.names.channels, "#", (named) => here(named) && (!kinds?.length || kinds.includes(named.type)));
  }
}
