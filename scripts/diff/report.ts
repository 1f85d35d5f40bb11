import { codeSpan, firstSentence, truncateList } from "../lib/text.ts";
import { formatSentence, type Change } from "./change.ts";
import { maxBump, type Bump, type Direction } from "./policy.ts";

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

/** Formats a report for a pull request. */
export function formatMarkdown({ base, spec, changes }: Report): string {
  if (changes.length === 0) return `No changes for users in ${codeSpan(spec)} since ${codeSpan(base)}.\n`;
  const { breaking, additions, documentation, descriptions } = groupChanges(changes);
  const sections = [
    markdownSection("Breaking", breaking.map(markdownItem)),
    markdownSection("Compatible", additions.map(markdownItem)),
    markdownSection("Documentation", [
      ...documentation.map(markdownItem),
      ...(descriptions.length === 0 ? [] : [`- New descriptions: ${descriptions.map(codeSpan).join(", ")}`]),
    ]),
  ];
  const title = `**${getReleaseBump(changes)}**: ${summarize(changes)} in ${codeSpan(spec)}, compared with ${codeSpan(base)}.`;
  return `${[title, ...sections.filter(Boolean)].join("\n\n")}\n`;
}

function markdownSection(title: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `### ${title}\n\n${items.join("\n")}`;
}

const markdownLabels = { request: "requests: ", response: "responses: ", both: "" };

function markdownItem(change: Change): string {
  const { name, direction, why, description } = change;
  const details = [why, firstSentence(description)].filter(Boolean).map((text) => `<br>${text}`);
  return `- ${markdownLabels[direction]}${codeSpan(name)} ${formatSentence(change, codeSpan)}${details.join("")}`;
}

/** Formats a report for programs: `{ base, spec, bump, changes }`. */
export function formatJSON({ base, spec, changes }: Report): string {
  return `${JSON.stringify({ base, spec, bump: getReleaseBump(changes), changes }, null, 2)}\n`;
}
