// A small Discord: looks at the world as one user, draws it, and does what is clicked and typed.

import { act, get, listen } from "./api.js";
import { Composer } from "./composer.js";
import { open } from "./dialog.js";
import { fill, h } from "./dom.js";
import { Drawer } from "./drawer.js";
import { Inbox } from "./inbox.js";
import { inline } from "./markdown.js";
import { messages } from "./message.js";
import { channels, members, people, servers } from "./sidebar.js";

const part = (id) => document.getElementById(id);

const place = {
  user: "admin",
  guild: undefined,
  channel: undefined,
  // Where each user was last, and what was read, by user.
  wanted: undefined,
  last: new Map(),
  read: new Map(),
  unread(channel) {
    if (channel.id === this.channel || !channel.last) return false;
    return BigInt(channel.last) > BigInt(this.read.get(`${this.user} ${channel.id}`) ?? 0);
  },
};
const dismissed = new Set();
const drawn = new Map();
let view;
let commands = [];
let commandsFor;
let looking = false;
let again = false;

const composer = new Composer(part("box"), {
  say: (text) => act(place.user, place.channel, { do: "say", text }),
  run: (line, files) => act(place.user, place.channel, { do: "run", line, files }).then(answered),
  complete: (line) => act(place.user, place.channel, { do: "complete", line }).then((answer) => answer.choices),
});
const drawer = new Drawer(part("drawer"), part("hood"));
const inbox = new Inbox(part("inbox"), part("post"));

/** Shows the modal, if that is the bot's answer. */
function answered(answer) {
  if (!answer.modal) return;
  const submit = (values) => act(place.user, place.channel, { do: "submit", interaction: answer.interaction, values }).then(answered);
  open(part("dialog"), answer.modal, submit);
}

/** Does something that is clicked; what goes wrong is told above the box. */
async function attempt(what) {
  composer.tell("");
  try {
    answered(await act(place.user, place.channel, what));
  } catch (error) {
    composer.tell(error.message);
  }
}

const hands = {
  dismissed,
  component: (message, customId, values) => attempt({ do: "component", message: message.id, custom_id: customId, values }),
  dismiss: (id) => { dismissed.add(id); draw(); },
  menus: () => commands.filter((command) => command.type === 2 || command.type === 3),
  menu: openMenu,
};

function openMenu(event, message) {
  document.querySelector(".popup")?.remove();
  const one = (command) => {
    const what = command.type === 3
      ? { do: "message_menu", name: command.name, message: message.id }
      : { do: "user_menu", name: command.name, target: message.author.id };
    return h("button.choice", { type: "button", onclick: () => attempt(what) }, command.name);
  };
  const popup = h("div.popup", h("div.head", "Apps"), hands.menus().map(one));
  const at = event.currentTarget.getBoundingClientRect();
  Object.assign(popup.style, { top: `${Math.min(at.bottom, innerHeight - 160)}px`, right: `${innerWidth - at.right}px` });
  document.body.append(popup);
  setTimeout(() => addEventListener("click", () => popup.remove(), { once: true }));
}

function become(user) {
  place.last.set(place.user, { guild: place.guild, channel: place.channel });
  const before = place.last.get(user) || {};
  Object.assign(place, { user, guild: before.guild ?? place.guild, channel: before.channel ?? place.channel });
  look();
}

function go({ guild, channel }) {
  const known = view.guilds.find((one) => one.id === guild);
  place.guild = guild;
  place.channel = channel ?? (known ? known.channels : view.direct)[0]?.id;
  look();
}

/** The place in the address, so that a link leads to it: `#member/support`. */
function fromAddress() {
  const [user, channel] = decodeURIComponent(location.hash.slice(1)).split("/");
  if (user) Object.assign(place, { user, wanted: channel });
}

function toAddress() {
  const known = view.channel ? `${view.me.username}/${view.channel.name}` : view.me.username;
  history.replaceState(null, "", `#${known}`);
}

/** Looks at the world again; changes that come meanwhile are looked at once, afterwards. */
async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  do {
    again = false;
    try {
      await refresh();
    } catch (error) {
      status(false, error.message);
    }
  } while (again);
  looking = false;
}

async function refresh() {
  const { user, channel } = place;
  let seen = await get("/sandbox/view", { user, channel });
  if (place.user !== user || place.channel !== channel) {
    again = true;
    return;
  }
  place.user = seen.me.id;
  if (!seen.channel || place.wanted) {
    // Not there, or no longer: the server's first channel instead.
    const guild = seen.guilds.find((one) => one.id === place.guild) || seen.guilds[0];
    const all = [...(guild?.channels || []), ...seen.direct];
    const first = all.find((one) => one.name === place.wanted || one.id === place.wanted) || all[0];
    const direct = seen.direct.includes(first);
    Object.assign(place, { guild: direct ? null : guild?.id ?? null, channel: first?.id, wanted: undefined });
    seen = await get("/sandbox/view", { user: place.user, channel: place.channel });
  }
  const wanted = [place.user, place.channel, seen.commands].join(" ");
  if (commandsFor !== wanted) {
    commands = await get("/sandbox/commands", { user: place.user, channel: place.channel });
    commandsFor = wanted;
    if (seen.channel) drawn.clear();
  }
  view = seen;
  draw();
}

function draw() {
  status(true);
  people(part("people"), view, become);
  toAddress();
  if (view.channel) {
    const newest = view.channel.messages.at(-1);
    if (newest) place.read.set(`${place.user} ${view.channel.id}`, newest.id);
    title(view.channel);
    messages(part("messages"), view, hands, drawn);
    composer.place(view, commands);
  }
  servers(part("servers"), view, place, go);
  channels(part("channels"), view, place, go);
  members(part("members"), view, place);
  drawer.look();
  inbox.look();
}

function title(channel) {
  const sign = channel.type === 1 ? "@" : "#";
  fill(part("title"), h("span.sign", sign), h("h1", channel.name), channel.private && h("span.lock", "🔒"), channel.topic && h("span.topic", inline(channel.topic, view.names)));
  document.title = `${sign}${channel.name} · Frontdesk sandbox`;
}

function status(reachable, problem) {
  const shown = part("status");
  const well = reachable && view?.bot.connected;
  shown.classList.toggle("well", Boolean(well));
  if (!reachable) shown.textContent = problem || "The sandbox has ended";
  else shown.textContent = well ? `${view.bot.name} is online` : "No bot is connected";
  document.body.dataset.ready = String(Boolean(view));
}

addEventListener("hashchange", () => { fromAddress(); look(); });
fromAddress();
listen(look, (reachable) => { if (!reachable) status(false); });
look();
