import { codeSpan, firstSentence, truncateList } from "../lib/text.ts";
import { sentence, type Change } from "./change.ts";
import { largest, type Bump, type Direction } from "./policy.ts";

/** What is compared, and what came of it. */
export interface Report {
  readonly base: string;
  readonly spec: string;
  readonly changes: readonly Change[];
}

export interface Groups {
  readonly breaking: readonly Change[];
  readonly additions: readonly Change[];
  /** Bounds, and what is no longer deprecated. */
  readonly words: readonly Change[];
  /** The names of what is only described anew. */
  readonly described: readonly string[];
}

/** The changes in the order in which a reader wants them. */
export function groupChanges(changes: readonly Change[]): Groups {
  const of = (bump: Bump): Change[] =>
    order.flatMap((direction) => {
      return changes.filter((one) => one.bump === bump && one.direction === direction);
    });
  const words = of("patch");
  return {
    breaking: of("major"),
    additions: of("minor"),
    words: words.filter(({ kind }) => kind !== "description"),
    described: words.filter(({ kind }) => kind === "description").map(({ name }) => name),
  };
}

const order: readonly Direction[] = ["both", "request", "answer"];

/** The step that a release with these changes takes. */
export function bumpOfAll(changes: readonly Change[]): Bump | "none" {
  return changes.length === 0 ? "none" : largest(changes.map(({ bump }) => bump));
}

/** `1 breaking change, 2 compatible ones, 3 of words`. */
export function summary(changes: readonly Change[]): string {
  const { breaking, additions, words, described } = groupChanges(changes);
  const counts = [
    { count: breaking.length, one: "breaking change", many: "breaking changes" },
    { count: additions.length, one: "compatible change", many: "compatible changes" },
    { count: words.length + described.length, one: "change of words", many: "changes of words" },
  ];
  const texts = counts.flatMap(({ count, one, many }) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]));
  return texts.length === 0 ? "no changes" : texts.join(", ");
}

/** For a terminal. */
export function reportText({ base, spec, changes }: Report): string {
  if (changes.length === 0) return `${spec}: nothing that a user could notice has changed since ${base}.\n`;
  const { breaking, additions, words, described } = groupChanges(changes);
  const sections = [
    textSection("Breaking", breaking.map(textItem)),
    textSection("Compatible", additions.map(textItem)),
    textSection("Words", [
      ...words.map(textItem),
      ...(described.length === 0 ? [] : [`  described anew: ${truncateList(described).join(", ")}\n`]),
    ]),
  ];
  const title = `${spec}, compared with ${base}: ${summary(changes)}. Release: ${bumpOfAll(changes)}.`;
  return `${[title, ...sections.filter(Boolean)].join("\n\n")}\n`;
}

function textSection(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${lines.join("").trimEnd()}`;
}

const textUsers = { request: "[requests] ", answer: "[answers] ", both: "" };

function textItem({ name, direction, text, why, description }: Change): string {
  const more = [why, firstSentence(description)].filter(Boolean).map((words) => `      ${words}\n`);
  return `  ${textUsers[direction]}${name} ${text}\n${more.join("")}`;
}

/** For a pull request. */
export function reportMarkdown({ base, spec, changes }: Report): string {
  if (changes.length === 0)
    return `Nothing that a user could notice has changed in ${codeSpan(spec)} since ${codeSpan(base)}.\n`;
  const { breaking, additions, words, described } = groupChanges(changes);
  const sections = [
    markdownSection("Breaking", breaking.map(markdownItem)),
    markdownSection("Compatible", additions.map(markdownItem)),
    markdownSection("Words", [
      ...words.map(markdownItem),
      ...(described.length === 0 ? [] : [`- Described anew: ${described.map(codeSpan).join(", ")}`]),
    ]),
  ];
  const title = `**${bumpOfAll(changes)}**: ${summary(changes)} in ${codeSpan(spec)}, compared with ${codeSpan(base)}.`;
  return `${[title, ...sections.filter(Boolean)].join("\n\n")}\n`;
}

function markdownSection(title: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `### ${title}\n\n${items.join("\n")}`;
}

const markdownUsers = { request: "requests: ", answer: "answers: ", both: "" };

function markdownItem(change: Change): string {
  const { name, direction, why, description } = change;
  const more = [why, firstSentence(description)].filter(Boolean).map((text) => `<br>${text}`);
  return `- ${markdownUsers[direction]}${codeSpan(name)} ${sentence(change, codeSpan)}${more.join("")}`;
}

/** For programs: `{ base, spec, bump, changes }`. */
export function reportJSON({ base, spec, changes }: Report): string {
  return `${JSON.stringify({ base, spec, bump: bumpOfAll(changes), changes }, null, 2)}\n`;
}
