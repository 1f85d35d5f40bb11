import { isJSONObject } from "../utils/is-record.ts";

/**
 * Concatenates content. Strings stay a string. Some servers, such as Mistral's, send lists of parts as well: then the
 * result is a list, in which the first new part may continue the last one.
 */
export function joinContent(current: unknown, added: unknown): unknown {
  if (added === null || added === undefined) return added;
  if (typeof added === "string" && typeof (current ?? "") === "string") return `${current ?? ""}${added}`;
  const parts = toParts(current ?? "");
  for (const [position, part] of toParts(added).entries()) {
    const joined = position === 0 ? joinPart(parts.at(-1), part) : undefined;
    if (joined) parts.splice(-1, 1, joined);
    else parts.push(part);
  }
  return parts;
}

/** Returns the text of a message's content: the content itself, or the text parts of a list. */
export function getText(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(getText).join("");
  return isJSONObject(content) && content["type"] === "text" ? getText(content["text"]) : "";
}

function toParts(content: unknown): unknown[] {
  if (content === "") return [];
  if (typeof content === "string") return [{ type: "text", text: content }];
  return Array.isArray(content) ? content.slice() : [content];
}

/**
 * A part holds its text or list under the name of its type: `text`, `thinking`. Parts with other fields are not joined.
 */
function joinPart(last: unknown, part: unknown): unknown {
  if (!isJSONObject(last) || !isJSONObject(part) || last["type"] !== part["type"] || Object.keys(part).length > 2)
    return;
  const key = String(part["type"]);
  const isJoinable =
    ["string", "list"].includes(getTypeName(part[key])) && getTypeName(last[key]) === getTypeName(part[key]);
  return isJoinable ? { ...last, [key]: joinContent(last[key], part[key]) } : undefined;
}

function getTypeName(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value;
}
