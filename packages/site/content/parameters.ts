import type { ChatCompletionCreateParams } from "@org/types";
import type { FieldKind } from "../src/playground/parse-field.ts";
import { getRefName, type Description, type Schema } from "./description.ts";

/** A field of the request, for the form. */
export interface Parameter {
  readonly name: string;
  readonly kind: FieldKind;
  readonly description: string;
  /** The enum values of the description. */
  readonly values: readonly string[];
  readonly isDeprecated: boolean;
}

type Name = keyof ChatCompletionCreateParams;

/** Fields with separate controls. Renaming one in the description is a compile error here. */
const special = ["messages", "stream"] as const satisfies readonly Name[];
/** Frequently used fields, in the order of the form. All others follow. */
const common = [
  "model",
  "temperature",
  "max_tokens",
  "reasoning_effort",
  "response_format",
  "tools",
  "tool_choice",
] as const satisfies readonly Name[];

/** Returns all fields of a request: the common ones, and the rest in the order of the description. */
export function getParameters(description: Description): { common: Parameter[]; others: Parameter[] } {
  const { schemas } = description.components;
  const properties = Object.entries(schemas["ChatCompletionCreateParams"]?.properties ?? {});
  const all = properties.map(([name, schema]) => toParameter(name, schema, schemas));
  return {
    common: common.flatMap((name) => all.filter((it) => it.name === name)),
    others: all.filter(({ name }) => ![...special, ...common].some((it) => it === name)),
  };
}

/** Returns the roles of messages. */
export function getRoles({ components }: Description): string[] {
  return Object.keys(components.schemas["ChatCompletionMessageParam"]?.discriminator?.mapping ?? {});
}

function toParameter(name: string, schema: Schema, schemas: Readonly<Record<string, Schema>>): Parameter {
  const members = flatten(schema, schemas);
  const types = new Set(members.flatMap(({ type }) => type ?? []).filter((type) => type !== "null"));
  const values = members.flatMap((member) => member.enum ?? []);
  return {
    name,
    kind: toFieldKind(types, values),
    description: schema.description ?? "",
    values,
    isDeprecated: schema.deprecated ?? false,
  };
}

function toFieldKind(types: ReadonlySet<string>, values: readonly string[]): FieldKind {
  const isText = types.has("string");
  if (isText && types.size > 1) return "text-or-json";
  if (isText) return values.length > 0 ? "choice" : "text";
  if (types.size === 1 && (types.has("number") || types.has("integer"))) return "number";
  return types.size === 1 && types.has("boolean") ? "boolean" : "json";
}

/** Returns a schema and its alternatives, with references resolved. Properties of objects are not included. */
function flatten(schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema[] {
  const target = schema.$ref === undefined ? undefined : schemas[getRefName(schema.$ref)];
  const members = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(target ? [target] : [])];
  return [schema, ...members.flatMap((member) => flatten(member, schemas))];
}
