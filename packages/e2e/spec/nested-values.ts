import { isArray, isObject, type Json } from "./document.ts";

/** A value inside a document. */
export interface Place {
  /**
   * The way to it for people and lists, with the role or type of list items instead of their index:
   * `request.messages[user].content[text].text`.
   */
  readonly label: string;
  /** The way to it by keys and indexes. */
  readonly keys: readonly (string | number)[];
  readonly value: Json;
}

/** Every value inside a document, the outer ones first. Below a label that `isClosed` accepts it does not look. */
export function placesOf(value: Json, label: string, isClosed: (label: string) => boolean): readonly Place[] {
  return walk({ label, keys: [], value }, isClosed).slice(1);
}

function walk(place: Place, isClosed: (label: string) => boolean): readonly Place[] {
  const inner = isClosed(place.label) ? [] : entries(place);
  return [place, ...inner.flatMap((entry) => walk(entry, isClosed))];
}

function entries({ label, keys, value }: Place): readonly Place[] {
  if (isArray(value)) {
    return value.map((item, index) => ({
      label: `${label}[${kindOf(item, label)}]`,
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

/** The role or type of a list item; of a plugin its id. */
export function kindOf(item: Json, listLabel: string): string {
  if (!isObject(item)) return "";
  const kind = item["role"] ?? item["type"] ?? (listLabel.endsWith(".plugins") ? item["id"] : undefined);
  return typeof kind === "string" ? kind : "";
}
