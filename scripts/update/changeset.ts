import { type Change, sentence } from "../diff/change.ts";
import { bumps, largest, type Bump, noLongerCompiles } from "../diff/policy.ts";
import { bumpOfAll, groupChanges } from "../diff/report.ts";
import { firstSentence, codeSpan, truncateList } from "../lib/text.ts";
import { createHash } from "node:crypto";
import { parse } from "yaml";

export interface ChangesetPlan {
  /** What the file shall hold; `undefined`: there shall be none. */
  readonly file: string | undefined;
  /** What a maintainer should know about it. */
  readonly message: string;
}

export interface ChangesetNeeds {
  readonly changes: readonly Change[];
  /** The names of the packages that are released together. */
  readonly packages: readonly string[];
  /** The file as it is now. */
  readonly existing: string | undefined;
}

/** The changeset for these changes. A text that somebody has edited stays; its step is raised if it is too small. */
export function planChangeset({ changes, packages, existing }: ChangesetNeeds): ChangesetPlan {
  const bump = bumpOfAll(changes);
  const old = existing === undefined ? undefined : readChangeset(existing);
  const isEdited = old !== undefined && old.mark !== markOf(old.text);
  if (bump === "none") {
    if (isEdited) return { file: existing, message: "no longer needed, but it has been edited: delete it yourself." };
    const message =
      old === undefined
        ? "none, since nothing that a user could notice has changed."
        : "deleted, since nothing that a user could notice is left of the changes.";
    return { file: undefined, message };
  }
  const text = changesetText(changes);
  if (!isEdited) {
    return {
      file: formatChangeset({ bump, packages, text, mark: markOf(text) }),
      message: `${bump}. Put it in your own words.`,
    };
  }
  const raised = largest([bump, ...bumps.filter((one) => Object.values(old.releases).includes(one))]);
  const isRaised = packages.some((name) => old.releases[name] !== raised);
  const file = isRaised ? formatChangeset({ ...old, bump: raised, packages }) : existing;
  const step = isRaised ? `${raised} now, since the changes ask for it` : raised;
  const missing = changes.filter((one) => one.bump !== "patch" && !isMentioned(one, old.text)).map(({ name }) => name);
  const warning = missing.length === 0 ? "" : ` It does not mention ${truncateList(missing).join(", ")}.`;
  return { file, message: `${step}. Your text is kept.${warning}` };
}

interface ChangesetFile {
  readonly text: string;
  /** The mark of the text that was generated: another text has been edited. */
  readonly mark: string;
}

function formatChangeset({
  bump,
  packages,
  text,
  mark,
}: ChangesetFile & { bump: Bump; packages: readonly string[] }): string {
  const releases = packages.map((name) => `${JSON.stringify(name)}: ${bump}`);
  const note = `# By pnpm regenerate, ${mark}. Edit the text: it will be kept.`;
  return `---\n${[...releases, note].join("\n")}\n---\n\n${text}\n`;
}

function readChangeset(file: string): ChangesetFile & { releases: Record<string, unknown> } {
  const [, head = "", text = ""] = /^---\n([^]*?)\n---\n([^]*)$/.exec(file.replaceAll("\r\n", "\n")) ?? [];
  const [, mark = ""] = /^# .*?\b([0-9a-f]{8})\b/m.exec(head) ?? [];
  return { text: text.trim(), mark, releases: (parse(head) ?? {}) as Record<string, unknown> };
}

function markOf(text: string): string {
  return createHash("sha256").update(text.trim()).digest("hex").slice(0, 8);
}

/** Does it have the last word of the name, such as `usage` of `ChatCompletion.usage`? */
function isMentioned({ name }: Change, text: string): boolean {
  const [word = name] = /[\w-]+(?=\W*$)/.exec(name) ?? [];
  return text.split(/[^\w-]+/).includes(word);
}

const longest = 12;

/** What a user of the packages reads in the changelog: what is theirs to do first, then what is new. */
export function changesetText(changes: readonly Change[]): string {
  const { breaking, additions, words, described } = groupChanges(changes);
  const types = additions.filter(({ kind }) => kind === "type-added").map(({ name }) => codeSpan(name));
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
  return `- ${codeSpan(change.name)} ${sentence(change, codeSpan)}${reason}.`;
}

function item(change: Change): string {
  // Emphasis as the formatter writes it, which checks this file too.
  const about = firstSentence(change.description).replaceAll(/(?<![*\w])\*([^*\s][^*]*)\*(?![*\w])/g, "_$1_");
  return `- ${codeSpan(change.name)} ${sentence(change, codeSpan)}.${about === "" ? "" : ` ${about}`}`;
}
