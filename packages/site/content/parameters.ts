import type { ChatCompletionCreateParams } from "@org/types";
import type { FieldKind } from "../src/playground/parse-field.ts";
import { refName, type Description, type Schema } from "./description.ts";

/** A field of the request, as the form has it. */
export interface Parameter {
  readonly name: string;
  readonly kind: FieldKind;
  readonly description: string;
  /** The values that the description lists. */
  readonly values: readonly string[];
  readonly isDeprecated: boolean;
}

type Name = keyof ChatCompletionCreateParams;

/** Those with a place of their own. A field that is renamed in the description no longer compiles here. */
const special = ["messages", "stream"] as const satisfies readonly Name[];
/** Those that most calls have, in the order of the form. The others follow by themselves. */
const common = [
  "model",
  "temperature",
  "max_tokens",
  "reasoning_effort",
  "response_format",
  "tools",
  "tool_choice",
] as const satisfies readonly Name[];

/** All fields of a request: the common ones, and the rest in the order of the description. */
export function parametersOf(description: Description): { common: Parameter[]; others: Parameter[] } {
  const { schemas } = description.components;
  const properties = Object.entries(schemas["ChatCompletionCreateParams"]?.properties ?? {});
  const all = properties.map(([name, schema]) => parameter(name, schema, schemas));
  return {
    common: common.flatMap((name) => all.filter((it) => it.name === name)),
    others: all.filter(({ name }) => ![...special, ...common].some((it) => it === name)),
  };
}

/** The roles that a message may have. */
export function rolesOf({ components }: Description): string[] {
  return Object.keys(components.schemas["ChatCompletionMessageParam"]?.discriminator?.mapping ?? {});
}

function parameter(name: string, schema: Schema, schemas: Readonly<Record<string, Schema>>): Parameter {
  const members = flatten(schema, schemas);
  const types = new Set(members.flatMap(({ type }) => type ?? []).filter((type) => type !== "null"));
  const values = members.flatMap((member) => member.enum ?? []);
  return {
    name,
    kind: kindOf(types, values),
    description: schema.description ?? "",
    values,
    isDeprecated: schema.deprecated ?? false,
  };
}

function kindOf(types: ReadonlySet<string>, values: readonly string[]): FieldKind {
  const isText = types.has("string");
  if (isText && types.size > 1) return "text-or-json";
  if (isText) return values.length > 0 ? "choice" : "text";
  if (types.size === 1 && (types.has("number") || types.has("integer"))) return "number";
  return types.size === 1 && types.has("boolean") ? "boolean" : "json";
}

/** A schema and what it may be instead, through references. An object's own fields don't matter here. */
function flatten(schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema[] {
  const target = schema.$ref === undefined ? undefined : schemas[refName(schema.$ref)];
  const members = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(target ? [target] : [])];
  return [schema, ...members.flatMap((member) => flatten(member, schemas))];
}
