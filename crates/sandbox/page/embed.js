// Embeds.

import { color, h, safeLink } from "./dom.js";
import { inline, markdown } from "./markdown.js";

export function embed(data, names) {
  const card = h("article.embed");
  card.style.borderLeftColor = color(data.color) || "var(--line)";
  const text = h("div.text");
  if (data.author?.name) text.append(author(data.author));
  if (data.title) text.append(h("div.title", linked(data.url, inline(data.title, names))));
  if (data.description) text.append(h("div.description", markdown(data.description, names)));
  if (data.fields?.length) text.append(h("div.fields", data.fields.map((field) => one(field, names))));
  const body = h("div.body", text);
  if (data.thumbnail?.url) body.append(picture(data.thumbnail.url, "thumbnail"));
  card.append(body);
  if (data.image?.url) card.append(picture(data.image.url, "image"));
  const foot = footer(data);
  if (foot) card.append(foot);
  return card;
}

function one(field, names) {
  const kind = field.inline ? "div.field.inline" : "div.field";
  return h(kind, h("div.name", inline(field.name, names)), h("div.value", markdown(field.value, names)));
}

function author(data) {
  return h("div.author", data.icon_url && picture(data.icon_url, "icon"), linked(data.url, data.name));
}

function footer(data) {
  const parts = [];
  if (data.footer?.icon_url) parts.push(picture(data.footer.icon_url, "icon"));
  const words = [];
  if (data.footer?.text) words.push(data.footer.text);
  if (data.timestamp) words.push(new Date(data.timestamp).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }));
  if (words.length) parts.push(h("span", words.join(" • ")));
  return parts.length ? h("footer", parts) : undefined;
}

function linked(url, inside) {
  const href = url && safeLink(url);
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, inside) : h("span", inside);
}

const LOCAL = ["127.0.0.1", "localhost", location.hostname];

/** A picture. One from elsewhere is not fetched (the page's policy); its place says where it would come from. */
export function picture(url, kind) {
  const href = safeLink(url);
  const missing = () => h(`span.picture.${kind}.missing`, { title: url }, kind === "icon" ? "" : host(url));
  if (!href || !LOCAL.includes(new URL(href).hostname)) return missing();
  const image = h(`img.picture.${kind}`, { src: href, alt: "" });
  image.addEventListener("error", () => image.replaceWith(missing()));
  return image;
}

function host(url) {
  try {
    return new URL(url).hostname;
  } catch {
    return "picture";
  }
}
