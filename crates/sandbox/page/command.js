// What the command box offers for the text typed so far.

const VALUES = { 3: "text", 4: "whole number", 5: "true or false", 6: "user", 7: "channel", 8: "role", 9: "user or role", 10: "number", 11: "file" };

/** Every command that can be run, its subcommands spelled out: `{ path, description, options }`. */
export function runnable(commands) {
  const found = [];
  const walk = (path, node) => {
    const inside = (node.options || []).filter((option) => option.type === 1 || option.type === 2);
    if (inside.length) inside.forEach((option) => walk(`${path} ${option.name}`, option));
    else found.push({ path, description: node.description, options: node.options || [] });
  };
  commands.filter((command) => command.type === 1).forEach((command) => walk(command.name, command));
  return found.sort((one, other) => one.path.localeCompare(other.path));
}

/** The command that a line names, if it is complete. */
export function named(line, commands) {
  const fitting = commands.filter(({ path }) => line === `/${path}` || line.startsWith(`/${path} `));
  return fitting.sort((one, other) => other.path.length - one.path.length)[0];
}

/** The options in a line: `{ option, from, to, value }`, the value between `from` and `to`. */
export function given(line, command) {
  const found = [];
  const start = command.path.length + 1;
  const pattern = /\s([\w-]+):/gu;
  pattern.lastIndex = start;
  let match;
  while ((match = pattern.exec(line))) {
    const option = command.options.find((known) => known.name === match[1]);
    if (!option) continue;
    const last = found.at(-1);
    if (last) close(last, line, match.index);
    const from = pattern.lastIndex;
    const quoted = /^\s*"(?:[^"\\]|\\.)*"/u.exec(line.slice(from));
    if (quoted) pattern.lastIndex = from + quoted[0].length;
    found.push({ option, from, to: line.length, value: "", closed: Boolean(quoted) });
  }
  if (found.length) close(found.at(-1), line, line.length);
  return found;
}

function close(entry, line, to) {
  entry.to = to;
  entry.value = line.slice(entry.from, to).trim().replace(/^"([^]*)"$/, "$1");
}

/** A value as it must be typed: in quotes where it could be taken for something else. */
export function quote(value) {
  const text = String(value);
  return /^$|[\s"\\]/u.test(text) ? `"${text.replace(/[\\"]/g, "\\$&")}"` : text;
}

/**
 * What can come next: `{ kind, command, current, items }`. Each item has a `label`, a `detail` and the line that picking
 * it makes (`line`, or `value` for the option being typed). `ask` stands for what only the bot knows.
 */
export function offer(line, commands, names, guild) {
  const command = named(line, commands);
  if (!command || line === `/${command.path}`) {
    const wanted = line.slice(1).toLowerCase().trimEnd();
    const fits = ({ path }) => path.startsWith(wanted) || path.split(" ").some((word) => word.startsWith(wanted));
    const items = commands.filter(fits).map((known) => ({ label: `/${known.path}`, detail: known.description, line: begin(known) }));
    items.sort((one, other) => other.label.startsWith(line) - one.label.startsWith(line));
    return { kind: "commands", items };
  }
  const options = given(line, command);
  const current = options.at(-1);
  const ended = current?.closed || (/\s$/u.test(line) && current?.value !== "" && !current?.option.autocomplete);
  const typing = current && !ended;
  if (typing) return { kind: "value", command, options, current, ...values(current, names, guild) };
  const left = command.options.filter((option) => option.type !== 11 && !options.some((known) => known.option === option));
  const start = line.trimEnd();
  const items = left.map((option) => ({
    label: option.name, required: option.required, detail: `${option.description} (${VALUES[option.type]})`, line: `${start} ${option.name}:`,
  }));
  return { kind: "options", command, options, items };
}

/** A command with its first required option begun. */
function begin(command) {
  const required = command.options.find((option) => option.required);
  return required ? `/${command.path} ${required.name}:` : `/${command.path} `;
}

function values(current, names, guild) {
  const { option } = current;
  const wanted = current.value.toLowerCase().replace(/^[@#]/, "");
  const keep = (items) => items.filter((item) => item.label.toLowerCase().includes(wanted)).slice(0, 25);
  const here = (named) => named.guild === guild;
  const from = (map, sign, fits = () => true) => Object.values(map)
    .filter(fits)
    .map((named) => sign + named.name.replace(/^@/, ""))
    .map((label) => ({ label, value: label }));
  if (option.choices?.length) return { items: keep(option.choices.map((choice) => ({ label: choice.name, value: choice.name }))) };
  switch (option.type) {
    case 5: return { items: keep([{ label: "true", value: "true" }, { label: "false", value: "false" }]) };
    case 6: return { items: keep(from(names.users, "@")) };
    case 7: return { items: keep(from(names.channels, "#", (named) => here(named) && named.type !== 1 && (!option.channel_types?.length || option.channel_types.includes(named.type)))) };
    case 8: return { items: keep(from(names.roles, "@", here)) };
    case 9: return { items: keep([...from(names.users, "@"), ...from(names.roles, "@", here)]) };
    default: return { items: [], ask: Boolean(option.autocomplete) };
  }
}
