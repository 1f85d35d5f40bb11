import { sentence, type Change } from "../diff/change.ts";
import { firstSentence } from "../lib/text.ts";
import { groupChanges } from "../diff/report.ts";
import { noLongerCompiles } from "../diff/policy.ts";
import { code } from "../diff/report-markdown.ts";

const longest = 12;

/** What a user of the packages reads in the changelog: what is theirs to do first, then what is new. */
export function changesetText(changes: readonly Change[]): string {
  const { breaking, additions, words, described } = groupChanges(changes);
  const types = additions.filter(({ kind }) => kind === "type-added").map(({ name }) => code(name));
  const others = additions.filter(({ kind }) => kind !== "type-added");
  const texts = [...words, ...described].length;
  const sections = [
    title(breaking.length, additions.length),
    section("Breaking:", breaking.map(breakingItem)),
    section("New:", [...others.map(item), ...(types.length === 0 ? [] : [`- More types: ${types.join(", ")}.`])]),
    additions.length + breaking.length > 0 && texts > 0 ? "Some descriptions have been put right as well." : "",
  ];
  return sections.filter(Boolean).join("\n\n");
}

function title(breaking: number, additions: number): string {
  if (breaking > 0) return "The types follow the API, in which something has changed that existing code may rely on.";
  return additions > 0 ? "The types follow the API, which has something new." : "The descriptions follow the API.";
}

function section(name: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const rest = items.length - longest;
  return `${name}\n\n${[...items.slice(0, longest), ...(rest > 0 ? [`- And ${rest} more.`] : [])].join("\n")}`;
}

function breakingItem(change: Change): string {
  const reason = change.why === "" || change.why === noLongerCompiles ? "" : `: ${change.why}`;
  return `- ${code(change.name)} ${sentence(change, code)}${reason}.`;
}

function item(change: Change): string {
  // Emphasis as the formatter writes it, which checks this file too.
  const about = firstSentence(change.description).replaceAll(/(?<![*\w])\*([^*\s][^*]*)\*(?![*\w])/g, "_$1_");
  return `- ${code(change.name)} ${sentence(change, code)}.${about === "" ? "" : ` ${about}`}`;
}
