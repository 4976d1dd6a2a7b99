// Building elements. Text only ever becomes a text node, so nothing that a user or the bot writes can become markup.

/** An element: `h("button.primary", { onclick }, "Send")`. */
export function h(selector, ...rest) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  const first = rest[0];
  const hasProperties = first && typeof first === "object" && !Array.isArray(first) && !(first instanceof Node);
  if (hasProperties) apply(element, rest.shift());
  append(element, rest);
  return element;
}

function apply(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
}

export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** Replaces what is inside an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

export function color(number) {
  return number || number === 0 ? `#${number.toString(16).padStart(6, "0")}` : undefined;
}

const PALETTE = ["#e91e63", "#9b59b6", "#16a085", "#e67e22", "#3498db"];

/** A round picture with a letter: nobody has an avatar here. */
export function avatar(id, name, bot, size = "") {
  const picture = h(`span.avatar${size}`, { "aria-hidden": "true" });
  if (bot) {
    picture.classList.add("bot");
    return picture;
  }
  picture.textContent = (name || "?").slice(0, 1).toUpperCase();
  picture.style.backgroundColor = PALETTE[Number(BigInt(id) % BigInt(PALETTE.length))];
  return picture;
}

/** Only what a browser may follow. */
export function safeLink(url) {
  try {
    const parsed = new URL(url);
    return ["https:", "http:"].includes(parsed.protocol) ? parsed.href : undefined;
  } catch {
    return undefined;
  }
}
