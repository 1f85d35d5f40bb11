import { sentence, type Change } from "./change.ts";
import { bumpOfAll, groupChanges, summary, type Report } from "./report.ts";
import { firstSentence } from "../lib/text.ts";

/** For a pull request. */
export function reportMarkdown({ base, spec, changes }: Report): string {
  if (changes.length === 0)
    return `Nothing that a user could notice has changed in ${code(spec)} since ${code(base)}.\n`;
  const { breaking, additions, words, described } = groupChanges(changes);
  const sections = [
    section("Breaking", breaking.map(item)),
    section("Compatible", additions.map(item)),
    section("Words", [
      ...words.map(item),
      ...(described.length === 0 ? [] : [`- Described anew: ${described.map(code).join(", ")}`]),
    ]),
  ];
  const title = `**${bumpOfAll(changes)}**: ${summary(changes)} in ${code(spec)}, compared with ${code(base)}.`;
  return `${[title, ...sections.filter(Boolean)].join("\n\n")}\n`;
}

function section(title: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `### ${title}\n\n${items.join("\n")}`;
}

const users = { request: "requests: ", answer: "answers: ", both: "" };

function item(change: Change): string {
  const { name, direction, why, description } = change;
  const more = [why, firstSentence(description)].filter(Boolean).map((text) => `<br>${text}`);
  return `- ${users[direction]}${code(name)} ${sentence(change, code)}${more.join("")}`;
}

/** As a code span, whatever stands in it. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
