// The people on top, the servers and channels on the left, the members on the right.

import { avatar, color, fill, h } from "./dom.js";

/** Whom one can be. */
export function people(nav, view, become) {
  const one = (person) => h("button.person", {
    type: "button",
    "aria-pressed": String(person.id === view.me.id),
    title: `Act as ${person.name} (@${person.username})`,
    onclick: () => become(person.id),
  }, avatar(person.id, person.name, false, ".small"), h("span", person.name), h("span.role", person.roles[0] || "Member"));
  fill(nav, h("span.label", "You are"), view.people.map(one));
}

/** The servers, and the direct messages above them. */
export function servers(nav, view, place, go) {
  const home = h("button.server.home", { type: "button", title: "Direct messages", onclick: () => go({ guild: null }) });
  home.classList.toggle("here", !place.guild);
  home.classList.toggle("unread", view.direct.some((channel) => place.unread(channel)));
  const one = (guild) => {
    const letters = guild.name.split(/\s+/).map((word) => word[0]).join("").slice(0, 3);
    const server = h("button.server", { type: "button", title: guild.name, onclick: () => go({ guild: guild.id }) }, letters);
    server.classList.toggle("here", place.guild === guild.id);
    server.classList.toggle("unread", guild.channels.some((channel) => place.unread(channel)));
    return server;
  };
  fill(nav, home, h("hr"), view.guilds.map(one));
}

/** The channels of a server in their categories, or the direct messages. */
export function channels(nav, view, place, go) {
  const guild = view.guilds.find((known) => known.id === place.guild);
  const parts = [h("header", guild ? guild.name : "Direct messages")];
  const list = h("div.list");
  let category = null;
  for (const channel of guild ? guild.channels : view.direct) {
    if (!channel.thread && guild && channel.category !== category) {
      category = channel.category;
      if (category) list.append(h("div.category", `⌄ ${category}`));
    }
    list.append(entry(channel, guild, place, go));
  }
  if (!guild && !view.direct.length) list.append(h("p.small", "Nobody has written to you yet."));
  parts.push(list, me(view));
  fill(nav, parts);
}

function entry(channel, guild, place, go) {
  const sign = channel.thread ? "⤷" : "#";
  const icon = guild ? h("span.sign", sign, channel.private && h("span.lock", "🔒")) : avatar(channel.user, channel.name, true, ".small");
  const shown = h("button.channel", { type: "button", onclick: () => go({ guild: guild?.id ?? null, channel: channel.id }) }, icon, h("span.name", channel.name));
  if (channel.thread) shown.classList.add("thread");
  shown.classList.toggle("here", channel.id === place.channel);
  shown.classList.toggle("unread", place.unread(channel));
  return shown;
}

function me(view) {
  const roles = view.me.roles.join(", ") || "Member";
  return h("div.me", avatar(view.me.id, view.me.name, false), h("div", h("div.name", view.me.name), h("div.small", roles)));
}

/** Who is in the server, by role. */
export function members(aside, view, place) {
  const guild = view.guilds.find((known) => known.id === place.guild);
  aside.hidden = !guild;
  if (!guild) return;
  const group = (name, ids) => ids.length && [
    h("h3", `${name} — ${ids.length}`),
    ids.map((id) => {
      const user = view.names.users[id];
      const name = h("span.name", user.name);
      name.style.color = color(user.color) || "";
      return h("div.member", avatar(id, user.name, user.bot), name, user.bot && h("span.tag", "APP"));
    }),
  ];
  fill(aside, guild.roles.map((role) => group(role.name, role.members)), group("Members", guild.others));
}
