import { codeSpan, firstSentence, truncateList } from "../lib/text.ts";
import { formatSentence, type Change } from "./change.ts";
import { maxBump, type Bump, type Direction } from "./verdicts.ts";

/** The two documents by name, and their differences. */
export interface Report {
  readonly base: string;
  readonly spec: string;
  readonly changes: readonly Change[];
}

export interface Groups {
  readonly breaking: readonly Change[];
  readonly additions: readonly Change[];
  /** Changed bounds, and what is no longer deprecated. */
  readonly documentation: readonly Change[];
  /** The names of what only has a new description. */
  readonly descriptions: readonly string[];
}

/** Groups the changes by their importance. */
export function groupChanges(changes: readonly Change[]): Groups {
  const select = (bump: Bump): Change[] =>
    order.flatMap((direction) => {
      return changes.filter((one) => one.bump === bump && one.direction === direction);
    });
  const patches = select("patch");
  return {
    breaking: select("major"),
    additions: select("minor"),
    documentation: patches.filter(({ kind }) => kind !== "description"),
    descriptions: patches.filter(({ kind }) => kind === "description").map(({ name }) => name),
  };
}

const order: readonly Direction[] = ["both", "request", "response"];

/** Returns the version step of a release with these changes. */
export function getReleaseBump(changes: readonly Change[]): Bump | "none" {
  return changes.length === 0 ? "none" : maxBump(changes.map(({ bump }) => bump));
}

/** Counts the changes: `1 breaking change, 2 compatible changes, 3 documentation changes`. */
export function summarize(changes: readonly Change[]): string {
  const { breaking, additions, documentation, descriptions } = groupChanges(changes);
  const counts = [
    { count: breaking.length, one: "breaking change", many: "breaking changes" },
    { count: additions.length, one: "compatible change", many: "compatible changes" },
    { count: documentation.length + descriptions.length, one: "documentation change", many: "documentation changes" },
  ];
  const texts = counts.flatMap(({ count, one, many }) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]));
  return texts.length === 0 ? "no changes" : texts.join(", ");
}

/** Formats a report for a terminal. */
export function formatText({ base, spec, changes }: Report): string {
  if (changes.length === 0) return `${spec}: no changes for users since ${base}.\n`;
  const { breaking, additions, documentation, descriptions } = groupChanges(changes);
  const sections = [
    textSection("Breaking", breaking.map(textItem)),
    textSection("Compatible", additions.map(textItem)),
    textSection("Documentation", [
      ...documentation.map(textItem),
      ...(descriptions.length === 0 ? [] : [`  new descriptions: ${truncateList(descriptions).join(", ")}\n`]),
    ]),
  ];
  const title = `${spec}, compared with ${base}: ${summarize(changes)}. Release: ${getReleaseBump(changes)}.`;
  return `${[title, ...sections.filter(Boolean)].join("\n\n")}\n`;
}

function textSection(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${lines.join("").trimEnd()}`;
}

const textLabels = { request: "[requests] ", response: "[responses] ", both: "" };

function textItem({ name, direction, text, why, description }: Change): string {
  const details = [why, firstSentence(description)].filter(Boolean).map((detail) => `      ${detail}\n`);
  return `  ${textLabels[direction]}${name} ${text}\n${details.join("")}`;
}

/** GitHub rejects a longer comment. */
const maxCommentLength = 65_536;

/** A report shows at most this much of one type, value or description. */
const maxTextLength = 300;

/** Formats a report for a pull request. Changes that do not fit into a comment are counted. */
export function formatMarkdown({ base, spec, changes }: Report): string {
  if (changes.length === 0) return `No changes for users in ${codeSpan(spec)} since ${codeSpan(base)}.\n`;
  let text = `**${getReleaseBump(changes)}**: ${summarize(changes)} in ${codeSpan(spec)}, compared with ${codeSpan(base)}.\n`;
  let section = "";
  const items = listItems(changes);
  for (const [index, item] of items.entries()) {
    const title = item.section === section ? "" : `${section === "" ? "" : "\n"}\n### ${item.section}\n\n`;
    const rest = formatRest(items.length - index, base, spec);
    if (text.length + title.length + item.text.length + rest.length > maxCommentLength) return text + rest;
    text += title + (title === "" ? item.text : item.text.replace(/^\n/, ""));
    section = item.section;
  }
  return `${text}\n`;
}

/** Lists the parts of a comment, one for each change: a line that begins with a line feed, or a name in a list. */
function listItems(changes: readonly Change[]): { section: string; text: string }[] {
  const { breaking, additions, documentation, descriptions } = groupChanges(changes);
  return [
    ...breaking.map((one) => ({ section: "Breaking", text: `\n${formatItem(one)}` })),
    ...additions.map((one) => ({ section: "Compatible", text: `\n${formatItem(one)}` })),
    ...documentation.map((one) => ({ section: "Documentation", text: `\n${formatItem(one)}` })),
    ...descriptions.map((name, index) => {
      return { section: "Documentation", text: `${index === 0 ? "\n- New descriptions: " : ", "}${shortCode(name)}` };
    }),
  ];
}

function formatRest(count: number, base: string, spec: string): string {
  const what = count === 1 ? "1 more change is" : `${count} more changes are`;
  const command = codeSpan(`pnpm spec:diff ${base} ${spec} --json`);
  return `\n\n${what} left out, since a comment has at most ${maxCommentLength} characters. To see all: ${command}\n`;
}

const markdownLabels = { request: "requests: ", response: "responses: ", both: "" };

function formatItem(change: Change): string {
  const { name, direction, why, description } = change;
  const details = [why, shorten(firstSentence(description))].filter(Boolean).map((text) => `<br>${text}`);
  return `- ${markdownLabels[direction]}${shortCode(name)} ${formatSentence(change, shortCode)}${details.join("")}`;
}

function shortCode(text: string): string {
  return codeSpan(shorten(text));
}

function shorten(text: string): string {
  return text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text;
}

/** Formats a report for programs: `{ base, spec, bump, changes }`. */
export function formatJSON({ base, spec, changes }: Report): string {
  return `${JSON.stringify({ base, spec, bump: getReleaseBump(changes), changes }, null, 2)}\n`;
}
