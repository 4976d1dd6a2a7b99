// The messages of a channel.

import { avatar, color, fill, h } from "./dom.js";
import { components } from "./components.js";
import { embed, picture } from "./embed.js";
import { inline, markdown } from "./markdown.js";

const GROUPED_WITHIN = 7 * 60 * 1000;

/** Draws the messages; `hands` holds what can be done with them. */
export function messages(list, view, hands, drawn) {
  // Another channel is read from its newest message; in the same one the reader's place is kept.
  const another = list.dataset.channel !== view.channel.id;
  list.dataset.channel = view.channel.id;
  const atEnd = another || list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const shown = view.channel.messages.filter((message) => !hands.dismissed.has(message.id));
  const old = new Map(drawn);
  drawn.clear();
  let before;
  const items = [h("li.beginning", beginning(view))];
  for (const message of shown) {
    const grouped = Boolean(before) && follows(message, before);
    // A message that did not change keeps its element: an open select must survive what happens elsewhere.
    const print = JSON.stringify([message, grouped, view.me.id]);
    const known = old.get(message.id);
    const item = known?.print === print ? known.item : row(message, grouped, view, hands);
    drawn.set(message.id, { print, item });
    items.push(item);
    before = message;
  }
  fill(list, items);
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function beginning(view) {
  const { channel } = view;
  if (channel.type === 1) return [h("h2", channel.name), h("p", `This is the beginning of your direct messages with ${channel.name}.`)];
  return [h("div.hash", channel.private ? "🔒" : "#"), h("h2", `Welcome to #${channel.name}!`), h("p", channel.topic ? inline(channel.topic, view.names) : `This is the start of the #${channel.name} channel.`)];
}

function follows(message, before) {
  const alike = message.sandbox.ephemeral === before.sandbox.ephemeral && !message.sandbox.loading;
  const near = new Date(message.timestamp) - new Date(before.timestamp) < GROUPED_WITHIN;
  return near && alike && before.author.id === message.author.id && !message.sandbox.asked_by && !before.sandbox.asked_by && message.type === 0;
}

function row(message, grouped, view, hands) {
  const named = view.names.users[message.author.id];
  const name = message.webhook_id && !message.application_id ? message.author.username : named?.name || message.author.username;
  const when = new Date(message.timestamp);
  const item = h("li.message", { dataset: { id: message.id } });
  if (grouped) item.classList.add("grouped");
  const { ephemeral, loading } = message.sandbox;
  if (ephemeral) item.classList.add("ephemeral");
  if (message.mentions.some((user) => user.id === view.me.id) || message.mention_everyone) item.classList.add("pinged");
  const body = h("div.body");
  if (!grouped) {
    item.append(...above(message, view), avatar(message.author.id, name, message.author.bot));
    const author = h("span.author", name);
    author.style.color = color(named?.color) || "";
    body.append(h("div.head", author, message.author.bot && h("span.tag", "APP"), h("time", { title: when.toLocaleString() }, time(when))));
  } else item.append(h("time.aside", when.toLocaleTimeString(undefined, { timeStyle: "short" })));
  if (loading) body.append(h("div.thinking", h("span.dots", h("i"), h("i"), h("i")), `${name} is thinking…`));
  if (message.content) body.append(h("div.content", markdown(message.content, view.names)));
  if (message.edited_timestamp && message.content && !ephemeral) body.querySelector(".markdown > :last-child")?.append(h("span.edited", " (edited)"));
  body.append(...message.embeds.map((data) => embed(data, view.names)), ...message.attachments.map(file));
  const use = (customId, values) => hands.component(message, customId, values);
  body.append(...components(message.components, view, use));
  if (ephemeral) {
    const dismiss = h("button.plain", { type: "button", onclick: () => hands.dismiss(message.id) }, "Dismiss message");
    body.append(h("div.only", "👁 Only you can see this • ", dismiss));
  }
  item.append(body);
  if (!loading && hands.menus().length) item.append(h("button.menu", { type: "button", title: "Apps", onclick: (event) => hands.menu(event, message) }, "⋯"));
  return item;
}

/** The line above an answer: who asked, and with which command. */
function above(message, view) {
  const replied = message.referenced_message;
  if (replied) {
    return [h("div.above", h("span.who", view.names.users[replied.author.id]?.name || replied.author.username), " ", (replied.content || replied.embeds[0]?.title || "🖼").slice(0, 80))];
  }
  const asker = view.names.users[message.sandbox.asked_by];
  if (!asker || !message.sandbox.command) return [];
  return [h("div.above", avatar(message.sandbox.asked_by, asker.name, false, ".tiny"), h("span.who", asker.name), " used ", h("span.command", `/${message.sandbox.command}`))];
}

function file(attachment) {
  const local = { href: attachment.url, target: "_blank", rel: "noopener noreferrer", download: attachment.filename };
  if (attachment.content_type?.startsWith("image/")) return picture(attachment.url, "image");
  const size = attachment.size < 1024 ? `${attachment.size} bytes` : `${(attachment.size / 1024).toFixed(1)} KB`;
  return h("div.file", h("span.sheet", "📄"), h("span", h("a", local, attachment.filename), h("span.small", size)));
}

function time(when) {
  const clock = when.toLocaleTimeString(undefined, { timeStyle: "short" });
  return when.toDateString() === new Date().toDateString() ? `Today at ${clock}` : `${when.toLocaleDateString()} ${clock}`;
}
