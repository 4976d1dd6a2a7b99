// Modals.

import { fill, h } from "./dom.js";

/** Opens a modal; `submit(values)` sends `[customId, text]` pairs and fails with what the bot did not do. */
export function open(dialog, modal, submit) {
  const rows = modal.components.map(field);
  const problem = h("div.notice", { hidden: true, role: "alert" });
  const send = h("button.button.primary", { type: "submit" }, "Submit");
  const form = h("form", {
    method: "dialog",
    onsubmit: async (event) => {
      event.preventDefault();
      send.disabled = true;
      try {
        await submit(rows.flatMap((row) => row.values()));
        dialog.close();
      } catch (error) {
        problem.textContent = error.message;
        problem.hidden = false;
      }
      send.disabled = false;
    },
  },
  h("header", h("h2", modal.title), h("button.plain.close", { type: "button", title: "Close", onclick: () => dialog.close() }, "✕")),
  h("div.fields", problem, rows.map((row) => row.shown)),
  h("footer", h("button.button.secondary", { type: "button", onclick: () => dialog.close() }, "Cancel"), send));
  fill(dialog, form);
  dialog.showModal();
  rows.find((row) => row.input)?.input.focus();
}

function field(row) {
  const input = row.component || row.components?.[0];
  if (input?.type !== 4) return { shown: h("p.small", row.content || ""), values: () => [] };
  const most = input.max_length ?? 4000;
  const required = input.required !== false;
  const properties = {
    id: `field-${input.custom_id}`, placeholder: input.placeholder, maxLength: most, minLength: input.min_length ?? 0, required, autocomplete: "off",
  };
  const entry = input.style === 2 ? h("textarea", { ...properties, rows: 4 }) : h("input", { ...properties, type: "text" });
  entry.value = input.value || "";
  const left = h("span.left");
  const count = () => { left.textContent = most < 4000 ? `${entry.value.length}/${most}` : ""; };
  entry.addEventListener("input", count);
  count();
  const label = h("label", { for: properties.id }, row.label || input.label, required && h("b", { title: "required" }, " *"), left);
  const description = row.description && h("p.small", row.description);
  return { shown: h("div.entry", label, description, entry), input: entry, values: () => [[input.custom_id, entry.value]] };
}
