import type { Exchange, ExchangePart } from "../recorded/exchanges.ts";
import { partsOf } from "../recorded/exchanges.ts";
import { placesOf, type Place } from "./nested-values.ts";
import { requiredFieldAt } from "./required-fields.ts";
import { isArray, isObject, type Json } from "./document.ts";
import { jsonType } from "./schema-node.ts";

/** One way to break one value of a valid document. */
export interface Damage {
  readonly kind: DamageKind;
  /** What is done where, `request.stop as string`. The same words stand in mutation-misses.txt. */
  readonly label: string;
  readonly part: ExchangePart;
  /** The document with the damage. */
  readonly apply: () => Json;
}

export const damageKinds = ["wrong type", "missing field", "unknown role", "unknown kind", "null"] as const;
export type DamageKind = (typeof damageKinds)[number];

/** Every damage that can be done to the exchanges. */
export function damagesOf(exchanges: readonly Exchange[]): readonly Damage[] {
  return exchanges.flatMap(partsOf).flatMap((part) =>
    placesOf(part.value, part.kind, isFreeForm).flatMap((place) =>
      damageKinds.flatMap((kind) =>
        replacements[kind](place).map(({ suffix = "", value }) => ({
          kind,
          label: `${place.label}${suffix}`,
          part,
          apply: () => replaced(part.value, place.keys, value),
        })),
      ),
    ),
  );
}

/** Whether a schema of the caller's or a bag of options begins here, of whose inside the spec says nothing. */
function isFreeForm(label: string): boolean {
  return /(\.function\.parameters|\.json_schema\.schema|\.image_config|\.raw|\.tools\[openrouter:(?!web_search\]).*\.parameters)$/.test(
    label,
  );
}

interface Replacement {
  readonly suffix?: string;
  /** The new value; `undefined` takes the field away. */
  readonly value: Json | undefined;
}

const replacements: Record<DamageKind, (place: Place) => readonly Replacement[]> = {
  "wrong type": ({ value }) =>
    [true, 4.5, "damaged", { damaged: true }, [{ damaged: true }]]
      .filter((other) => value !== null && jsonType(other) !== jsonType(value))
      .map((other) => ({ suffix: ` as ${jsonType(other)}`, value: other })),
  "missing field": ({ label }) => (requiredFieldAt(label) === undefined ? [] : [{ value: undefined }]),
  "unknown role": ({ label }) => (label.endsWith(".role") ? [{ value: "narrator" }] : []),
  "unknown kind": ({ label }) =>
    /\.(type|object)$|^request\.plugins.*\.id$/.test(label) ? [{ value: "damaged" }] : [],
  null: ({ value }) => (value === null ? [] : [{ value: null }]),
};

function replaced(root: Json, keys: readonly (string | number)[], value: Json | undefined): Json {
  const [key, ...rest] = keys;
  if (isArray(root)) return root.map((item, index) => (index === key ? inside(item, rest, value) : item));
  if (!isObject(root)) return root;
  const entries = Object.entries(root).map(([name, part]) => [name, name === key ? inside(part, rest, value) : part]);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

function inside(part: Json, rest: readonly (string | number)[], value: Json | undefined): Json {
  // A missing value is taken out by the caller; nothing else is `undefined`.
  return rest.length === 0 ? (value as Json) : replaced(part, rest, value);
}
