import { isArray, isObject, type Json } from "./document.ts";

/** A value inside a document. */
export interface NestedValue {
  /**
   * The readable path to it, with the role or type of an array item in place of its index:
   * `request.messages[user].content[text].text`.
   */
  readonly label: string;
  /** The path to it, as keys and indexes. */
  readonly keys: readonly (string | number)[];
  readonly value: Json;
}

/** Lists the values inside a document, outer ones first. It skips the contents of values whose label `isOpaque` accepts. */
export function listNestedValues(
  value: Json,
  label: string,
  isOpaque: (label: string) => boolean,
): readonly NestedValue[] {
  return walk({ label, keys: [], value }, isOpaque).slice(1);
}

function walk(nested: NestedValue, isOpaque: (label: string) => boolean): readonly NestedValue[] {
  const inner = isOpaque(nested.label) ? [] : listEntries(nested);
  return [nested, ...inner.flatMap((entry) => walk(entry, isOpaque))];
}

function listEntries({ label, keys, value }: NestedValue): readonly NestedValue[] {
  if (isArray(value)) {
    return value.map((item, index) => ({
      label: `${label}[${getItemKind(item, label)}]`,
      keys: [...keys, index],
      value: item,
    }));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, part]) => ({
    label: `${label}.${key}`,
    keys: [...keys, key],
    value: part,
  }));
}

/** Returns the role or type of an array item, or the ID of a plugin. */
export function getItemKind(item: Json, listLabel: string): string {
  if (!isObject(item)) return "";
  const kind = item["role"] ?? item["type"] ?? (listLabel.endsWith(".plugins") ? item["id"] : undefined);
  return typeof kind === "string" ? kind : "";
}
