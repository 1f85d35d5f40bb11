import type { Change } from "./change.ts";
import { shorten } from "../shapes/format.ts";
import { firstSentence } from "../lib/text.ts";
import { bumpOfAll, groupChanges, summary, type Report } from "./report.ts";

/** For a terminal. */
export function reportText({ base, spec, changes }: Report): string {
  if (changes.length === 0) return `${spec}: nothing that a user could notice has changed since ${base}.\n`;
  const { breaking, additions, words, described } = groupChanges(changes);
  const sections = [
    section("Breaking", breaking.map(line)),
    section("Compatible", additions.map(line)),
    section("Words", [
      ...words.map(line),
      ...(described.length === 0 ? [] : [`  described anew: ${shorten(described).join(", ")}\n`]),
    ]),
  ];
  const title = `${spec}, compared with ${base}: ${summary(changes)}. Release: ${bumpOfAll(changes)}.`;
  return `${[title, ...sections.filter(Boolean)].join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${lines.join("").trimEnd()}`;
}

const users = { request: "[requests] ", answer: "[answers] ", both: "" };

function line({ name, direction, text, why, description }: Change): string {
  const more = [why, firstSentence(description)].filter(Boolean).map((words) => `      ${words}\n`);
  return `  ${users[direction]}${name} ${text}\n${more.join("")}`;
}
