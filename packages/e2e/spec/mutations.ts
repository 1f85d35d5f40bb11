import type { Exchange, ExchangePart } from "../recorded/exchanges.ts";
import { getParts } from "../recorded/exchanges.ts";
import { isArray, isObject, type Json } from "./document.ts";
import { listNestedValues, type NestedValue } from "./nested-values.ts";
import { findRequiredField } from "./required-fields.ts";
import { getJSONType } from "./schema-node.ts";

/** A change that makes one value of a valid document invalid. */
export interface Mutation {
  readonly kind: MutationKind;
  /** The changed value and its new type, such as `request.stop as string`. mutation-misses.txt contains these labels. */
  readonly label: string;
  readonly part: ExchangePart;
  /** Returns the changed document. */
  readonly apply: () => Json;
}

export const mutationKinds = ["wrong type", "missing field", "unknown role", "unknown kind", "null"] as const;
export type MutationKind = (typeof mutationKinds)[number];

/** Lists all mutations of the exchanges. */
export function listMutations(exchanges: readonly Exchange[]): readonly Mutation[] {
  return exchanges.flatMap(getParts).flatMap((part) =>
    listNestedValues(part.value, part.kind, isFreeForm).flatMap((nested) =>
      mutationKinds.flatMap((kind) =>
        replacements[kind](nested).map(({ suffix = "", value }) => ({
          kind,
          label: `${nested.label}${suffix}`,
          part,
          apply: () => replace(part.value, nested.keys, value),
        })),
      ),
    ),
  );
}

/** Whether the value is a schema of the caller or an object whose fields are not in the spec. */
function isFreeForm(label: string): boolean {
  return /(\.function\.parameters|\.json_schema\.schema|\.image_config|\.raw|\.tools\[openrouter:(?!web_search\]).*\.parameters)$/.test(
    label,
  );
}

interface Replacement {
  readonly suffix?: string;
  /** The new value, or `undefined` to remove the field. */
  readonly value: Json | undefined;
}

const replacements: Record<MutationKind, (nested: NestedValue) => readonly Replacement[]> = {
  "wrong type": ({ value }) =>
    [true, 4.5, "changed", { changed: true }, [{ changed: true }]]
      .filter((other) => value !== null && getJSONType(other) !== getJSONType(value))
      .map((other) => ({ suffix: ` as ${getJSONType(other)}`, value: other })),
  "missing field": ({ label }) => (findRequiredField(label) === undefined ? [] : [{ value: undefined }]),
  "unknown role": ({ label }) => (label.endsWith(".role") ? [{ value: "narrator" }] : []),
  "unknown kind": ({ label }) =>
    /\.(type|object)$|^request\.plugins.*\.id$/.test(label) ? [{ value: "changed" }] : [],
  null: ({ value }) => (value === null ? [] : [{ value: null }]),
};

function replace(root: Json, keys: readonly (string | number)[], value: Json | undefined): Json {
  const [key, ...rest] = keys;
  if (isArray(root)) return root.map((item, index) => (index === key ? replaceInside(item, rest, value) : item));
  if (!isObject(root)) return root;
  const entries = Object.entries(root).map(([name, part]) => [
    name,
    name === key ? replaceInside(part, rest, value) : part,
  ]);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

function replaceInside(part: Json, rest: readonly (string | number)[], value: Json | undefined): Json {
  // `replace` removes a field that is undefined.
  return rest.length === 0 ? (value as Json) : replace(part, rest, value);
}
