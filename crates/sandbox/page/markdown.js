// Discord's Markdown, as nodes.

import { color, h, safeLink } from "./dom.js";

const INLINE = [
  [/^\\([^\p{L}\p{N}\s])/u, (match) => match[1]],
  [/^``([^]+?)``(?!`)/, (match) => h("code", match[1].trim())],
  [/^`([^`]+)`/, (match) => h("code", match[1])],
  [/^\*\*\*([^]+?)\*\*\*/, (match, names) => h("strong", h("em", inline(match[1], names)))],
  [/^\*\*([^]+?)\*\*(?!\*)/, (match, names) => h("strong", inline(match[1], names))],
  [/^__([^]+?)__(?!_)/, (match, names) => h("u", inline(match[1], names))],
  [/^~~([^]+?)~~/, (match, names) => h("s", inline(match[1], names))],
  [/^\|\|([^]+?)\|\|/, (match, names) => spoiler(inline(match[1], names))],
  [/^\*(?=\S)([^*]+?)\*(?!\*)/, (match, names) => h("em", inline(match[1], names))],
  [/^_(?=\S)([^_]+?)_(?![_\p{L}\p{N}])/u, (match, names) => h("em", inline(match[1], names))],
  [/^<@!?(\d+)>/, (match, names) => mention(names?.users?.[match[1]], "@", "unknown-user")],
  [/^<@&(\d+)>/, (match, names) => mention(names?.roles?.[match[1]], "@", "unknown-role")],
  [/^<#(\d+)>/, (match, names) => mention(names?.channels?.[match[1]], "#", "No Access")],
  [/^@(everyone|here)\b/, (match) => h("span.mention", match[0])],
  [/^<\/([\w -]+):\d+>/, (match) => h("span.mention", `/${match[1]}`)],
  [/^<t:(-?\d+)(?::([tTdDfFR]))?>/, (match) => timestamp(Number(match[1]), match[2] || "f")],
  [/^<a?:(\w+):\d+>/, (match) => `:${match[1]}:`],
  [/^\[((?:[^\[\]\\]|\\.)+)\]\(<?(https?:\/\/[^\s)>]+)>?(?:\s+"[^"]*")?\)/,
    (match, names) => link(match[2], inline(match[1], names))],
  [/^<(https?:\/\/[^\s>]+)>/, (match) => link(match[1], match[1])],
  [/^https?:\/\/[^\s<>"']*[^\s<>"'.,:;)\]!?*_~|]/, (match) => link(match[0], match[0])],
];

/** A line of text; `names` says what the ids in mentions are called. */
export function inline(text, names) {
  const nodes = [];
  let plain = "";
  const flush = () => { if (plain) nodes.push(plain); plain = ""; };
  scan: while (text) {
    for (const [pattern, make] of INLINE) {
      const match = pattern.exec(text);
      // An underscore inside a word, as in snake_case, is only itself.
      if (!match || (match[0][0] === "_" && match[0][1] !== "_" && /[\p{L}\p{N}]$/u.test(plain))) continue;
      const node = make(match, names);
      if (typeof node === "string") plain += node;
      else { flush(); nodes.push(node); }
      text = text.slice(match[0].length);
      continue scan;
    }
    const character = String.fromCodePoint(text.codePointAt(0));
    plain += character;
    text = text.slice(character.length);
  }
  flush();
  return nodes;
}

/** A whole text: blocks of code, quotes, headings, lists and lines. */
export function markdown(text, names) {
  const root = h("div.markdown");
  for (const part of String(text).split(/(```[^]*?```)/)) {
    const code = /^```(?:[\w+-]*\n)?([^]*?)\n?```$/.exec(part);
    if (code) root.append(h("pre", h("code", code[1])));
    else if (part) lines(root, code ? part : part.replace(/^\n|\n$/g, ""), names);
  }
  return root;
}

function lines(root, text, names) {
  const all = text.split("\n");
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at];
    const heading = /^(#{1,3})\s+(.+)/.exec(line);
    const item = /^(\s*)(?:[-*]|(\d+)\.)\s+(.+)/.exec(line);
    if (line.startsWith(">>> ")) {
      root.append(h("blockquote", markdown(all.slice(at).join("\n").slice(4), names)));
      return;
    }
    if (line.startsWith("> ")) root.append(h("blockquote", inline(line.slice(2), names)));
    else if (heading) root.append(h(`h${heading[1].length + 2}`, inline(heading[2], names)));
    else if (line.startsWith("-# ")) root.append(h("p.small", inline(line.slice(3), names)));
    else if (item) {
      const bullet = item[2] ? `${item[2]}.` : "•";
      const indent = { style: { paddingLeft: `${item[1].length * 10}px` } };
      root.append(h("p.item", indent, h("span.bullet", bullet), h("span", inline(item[3], names))));
    } else root.append(h("p", line ? inline(line, names) : h("br")));
  }
}

function spoiler(nodes) {
  const reveal = (event) => event.currentTarget.classList.add("shown");
  return h("span.spoiler", { onclick: reveal, role: "button", title: "Spoiler" }, nodes);
}

function mention(named, sign, otherwise) {
  const shown = h("span.mention", named ? sign + named.name.replace(/^@/, "") : `${sign}${otherwise}`);
  if (named?.color && sign === "@") shown.style.color = color(named.color);
  return shown;
}

function link(url, inside) {
  const href = safeLink(url);
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, inside) : String(url);
}

const FORMATS = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
};

function timestamp(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return h("span.time", "Invalid Date");
  const full = new Intl.DateTimeFormat(undefined, FORMATS.F).format(date);
  const shown = style === "R" ? ago(seconds) : new Intl.DateTimeFormat(undefined, FORMATS[style]).format(date);
  return h("span.time", { title: full }, shown);
}

const STEPS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function ago(seconds) {
  const away = seconds - Date.now() / 1000;
  const [unit, length] = STEPS.find(([, step]) => Math.abs(away) >= step) || STEPS.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(away / length), unit);
}
