import { isRecord } from "./merge-delta.ts";

/**
 * Joins content. Texts stay a text. Some servers, such as Mistral's, send lists of parts as well: then all of it becomes a
 * list, in which the first new part may continue the last one.
 */
export function joinContent(before: unknown, added: unknown): unknown {
  if (added === null || added === undefined) return added;
  if (typeof added === "string" && typeof (before ?? "") === "string") return `${before ?? ""}${added}`;
  const parts = toParts(before ?? "");
  for (const [place, part] of toParts(added).entries()) {
    const joined = place === 0 ? joinPart(parts.at(-1), part) : undefined;
    if (joined) parts.splice(-1, 1, joined);
    else parts.push(part);
  }
  return parts;
}

/** The text of a content: itself, or the text parts of a list. */
export function getText(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(getText).join("");
  return isRecord(content) && content["type"] === "text" ? getText(content["text"]) : "";
}

function toParts(content: unknown): unknown[] {
  if (content === "") return [];
  if (typeof content === "string") return [{ type: "text", text: content }];
  return Array.isArray(content) ? content.slice() : [content];
}

/** A part holds its text or list under the name of its type: `text`, `thinking`. One with other fields stays apart. */
function joinPart(last: unknown, part: unknown): unknown {
  if (!isRecord(last) || !isRecord(part) || last["type"] !== part["type"] || Object.keys(part).length > 2) return;
  const key = String(part["type"]);
  const isJoinable =
    ["string", "list"].includes(getTypeName(part[key])) && getTypeName(last[key]) === getTypeName(part[key]);
  return isJoinable ? { ...last, [key]: joinContent(last[key], part[key]) } : undefined;
}

function getTypeName(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value;
}
