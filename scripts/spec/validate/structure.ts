import { getSuggest } from "@redocly/openapi-core/lib/rules/utils.js";
import type { NormalizedNodeType, NormalizedScalarSchema } from "@redocly/openapi-core/lib/types/index.js";
import type { Oas3Rule } from "@redocly/openapi-core/lib/visitors.js";
import type { UserContext } from "@redocly/openapi-core/lib/walk.js";
import { isObject } from "../../lib/objects.ts";
import { isReference } from "../refs.ts";
import type { Node } from "../walk-nodes.ts";
import { getFix, getVersion, includesVersion, isAnnotation, isNeeded, isVersion32, type Version } from "./keys.ts";
import type { Mistake } from "./policy.ts";
import { isField, listFields } from "./node-types.ts";
import { createReport } from "./problems.ts";

type NodeType = NormalizedNodeType;
type Scalar = NormalizedScalarSchema;
/** An object, map or list by its type, a scalar, or `null` for data and unknown keys. */
type Expected = NodeType | Scalar | null;

/** A value, where it is, and what is expected there. */
interface Place {
  /** The type of the object, map or list that holds the value. */
  readonly type: NodeType;
  readonly key: string;
  /** The name of the object, map or list: `anyOf.1`. */
  readonly holder: string;
  readonly value: unknown;
  /** A key of the specification, an entry of a map or an unknown key, or an item of a list. */
  readonly kind: "field" | "entry" | "item";
  readonly expected: Expected;
  readonly report: (mistake: Mistake, message: string, advice?: string) => void;
  /** Accepts the mistake by replacing the value. */
  readonly replace: (value: unknown) => void;
  /** Accepts the mistake by removing the value. */
  readonly remove: () => void;
}

/**
 * Creates a rule that checks every object of a document against the OpenAPI specification. Redocly's own rule, `struct`,
 * does not name the keys, and does not repair what can be accepted; see `policy.ts`.
 *
 * Accepted mistakes are removed from the document immediately, so that other rules do not meet them in what they visit later
 * or leave.
 *
 * @param version the version of OpenAPI that the document is written in
 * @param repairs receives functions that remove items of lists, to be called after the validation, last first: the
 *   locations of the other items are their indexes
 */
export function createStructureRule(version: Version, repairs: (() => void)[]): Oas3Rule {
  const checkValues = (holder: Node | unknown[], context: UserContext): void => {
    for (const [key, value] of Object.entries(holder)) {
      const isListed = isField(context.type.name, key);
      const expected = getExpected(context.type, key, value);
      const isKnown = (isListed && isData(expected)) || isExpected(value, expected);
      const keyVersion = getVersion(context.type.name, key);
      const isForeign = keyVersion !== undefined && !includesVersion(version, keyVersion);
      if ((isKnown && !isForeign) || (key === "$ref" && typeof value === "string")) continue;
      const kind = isList(context.type) ? "item" : isListed ? "field" : "entry";
      const place = createPlace(holder, { key, value, kind, expected }, context, repairs);
      if (isForeign) place.report("otherVersion", `belongs to OpenAPI ${keyVersion}; read as there`);
      if (isKnown || (expected === null && keyVersion !== undefined)) continue;
      if (expected === null) checkUnknown(place);
      else if (value === null) checkEmpty(place);
      else checkValue(place);
    }
  };
  return () => ({
    any: (node: unknown, context) => {
      if (isObject(node) && Array.isArray(node) === isList(context.type)) {
        checkValues(node, context);
        if (!Array.isArray(node)) checkMissing(node, version, context);
      } else {
        // Reported as a value of the object around it.
        context.ignoreNextVisitorsOnNode();
      }
    },
    ref: {
      /** Checks the keys next to a `$ref`. */
      enter: (node, context) => checkValues(node as unknown as Node, context),
    },
  });
}

function createPlace(
  holder: Node | unknown[],
  found: Pick<Place, "key" | "value" | "kind" | "expected">,
  { type, location, report }: UserContext,
  repairs: (() => void)[],
): Place {
  const { key } = found;
  const child = location.child([key]);
  return {
    ...found,
    type,
    holder: formatName(location.pointer),
    report: (mistake, message, advice) => {
      const isAboutKey = found.value === null || found.expected === null || mistake === "otherVersion";
      const name = formatName(child.pointer);
      report(createReport(mistake, `\`${name}\` ${message}`, isAboutKey ? child.key() : child, advice));
    },
    replace: (repaired) => {
      (holder as Node)[key] = repaired;
    },
    remove: () => {
      if (Array.isArray(holder)) repairs.push(() => void holder.splice(Number(key), 1));
      else delete holder[key];
    },
  };
}

function getExpected(type: NodeType, key: string, value: unknown): Expected {
  const found = type.items ?? type.additionalProperties;
  return (typeof found === "function" ? found(value, key) : found) ?? null;
}

/** Returns whether a value needs no further check, as nearly all do. */
function isExpected(value: unknown, expected: Expected): boolean {
  if (value === null || expected === null) return false;
  if (isReference(value)) return true;
  if (isNode(expected)) {
    return isObject(value)
      ? Array.isArray(value) === isList(expected)
      : isSchema(expected) && typeof value === "boolean";
  }
  return expected.enum === undefined
    ? !Array.isArray(value) && getTypeName(value) === getScalarType(expected)
    : expected.enum.includes(value as string);
}

function checkUnknown({ type, key, report, remove }: Place): void {
  const isMap = type.name === "Paths" || type.name === "Responses";
  // Their other entries are all read as paths and responses.
  if (isMap) remove();
  if (key.startsWith("x-")) return;
  if (key === "$ref") {
    report("reference", "must be text", "Write the path of the target: `#/components/schemas/Name`.");
  } else if (type.name === "Paths") {
    report("path", "must begin with a slash", `Write \`/${key}\`.`);
  } else if (isVersion32(type.name, key)) {
    report("version32", "belongs to OpenAPI 3.2, which is supported in parts");
  } else {
    const [similar] = isMap || key.length < 5 ? [] : getSuggest(key, listFields(type.name));
    report("unknownKey", `is an unknown key; ignored${similar === undefined ? "" : `. Did you mean \`${similar}\`?`}`);
  }
}

/** Checks `null`, which is also what YAML reads from a key without a value. */
function checkEmpty({ type, key, holder, kind, expected, report, replace, remove }: Place): void {
  const empty = getEmpty(expected);
  if (isNeeded(type.name, key)) {
    report("missingKey", "is empty", "Give it a value.");
  } else if (type.name === "Schema" && key === "type" && /^(?:anyOf|oneOf)\.\d+$/.test(holder)) {
    report("nullType", 'is null; read as "null"');
    replace("null");
  } else if (type.name === "SecurityRequirementList") {
    report("wrongValue", "is empty", "Name a security scheme, or write `{}` for calls without one.");
  } else if (empty === undefined || kind === "field" || (kind === "item" && !isSchema(expected))) {
    report("empty", "is empty; left out");
    remove();
  } else {
    report("empty", `is empty; read as ${JSON.stringify(empty)}`);
    replace(empty);
  }
}

/** Returns the value of a map's entry that is empty. */
function getEmpty(expected: Expected): object | undefined {
  if (isNode(expected)) return isList(expected) ? [] : {};
  return expected?.type === "array" ? [] : undefined;
}

function checkValue(place: Place): void {
  const { type, key, value, expected, report, replace } = place;
  if (type.name === "Schema" && key === "type") {
    // The rule `supported-keywords` checks the names of types.
    if (!Array.isArray(value) || !value.includes(null)) return;
    report("nullType", 'contains null; read as "null"');
    replace(value.map((item: unknown) => item ?? "null"));
  } else if (type.name === "Parameter" && key === "style" && typeof value === "string") {
    // The rule `serializable-parameters` checks it, if it makes a difference.
    return;
  } else if (!isNode(expected) && Array.isArray(value) && expected?.type === "array") {
    if (expected.items !== undefined) checkTexts(place, value);
  } else {
    checkWrongValue(place);
  }
}

/** Checks a list of texts. */
function checkTexts(place: Place, values: readonly unknown[]): void {
  const { type, key, report, replace } = place;
  if (values.every((item) => typeof item === "string")) return;
  const texts = values.filter((item) => item !== null).map((item) => (isObject(item) ? item : String(item)));
  if (texts.some(isObject)) {
    if (isAnnotation(type.name, key)) leaveOut(place);
    else report("wrongValue", "must be a list of texts", `Write \`${key}: ["…"]\`.`);
  } else {
    const isEmpty = values.includes(null);
    report(isEmpty ? "empty" : "text", `must be a list of texts; read as ${JSON.stringify(texts)}`);
    replace(texts);
  }
}

function checkWrongValue(place: Place): void {
  const { type, key, holder, value, expected, report, replace, remove } = place;
  const given = `must be ${describeExpected(expected)}, got ${describeValue(value)}`;
  const accept = (mistake: Mistake, accepted: unknown): void => {
    report(mistake, `${given}; read as ${JSON.stringify(accepted)}`);
    replace(accepted);
  };
  const scalar = isNode(expected) ? undefined : getScalarType(expected);
  if (Array.isArray(value) && value.length === 0 && (isNode(expected) || scalar === "object")) {
    accept("emptyList", {});
  } else if (scalar === "string" && (typeof value === "number" || typeof value === "boolean") && !isEnum(expected)) {
    accept("text", String(value));
  } else if (scalar === "boolean" && (value === "true" || value === "false")) {
    accept("boolean", value === "true");
  } else if (scalar === "number" && typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value))) {
    accept("number", Number(value));
  } else if (type.name === "Schema" && key === "required" && value === false) {
    report("requiredFalse", `${given}; left out`);
    remove();
  } else if (isAnnotation(type.name, key)) {
    leaveOut(place, given);
  } else {
    report(
      "wrongValue",
      given,
      getFix(`${type.name}.${key}`, value, holder.replace(/^.*\./, "")) ?? `Write \`${key}: ${getForm(expected)}\`.`,
    );
  }
}

function leaveOut({ expected, value, report, remove }: Place, given?: string): void {
  report("annotation", `${given ?? `must be ${describeExpected(expected)}, got ${describeValue(value)}`}; left out`);
  remove();
}

/** Checks for keys that the specification requires. */
function checkMissing(node: Node, version: Version, { type, location, key, report }: UserContext): void {
  const formatHolder = (): string =>
    location.pointer === "#/" ? "the document" : `\`${formatName(location.pointer)}\``;
  const required = typeof type.required === "function" ? type.required(node, key) : (type.required ?? []);
  // 3.2 does not require the only one, `description`.
  for (const name of type.name === "Response" && version === "3.2" ? [] : required) {
    if (node[name] !== undefined) continue;
    const mistake = isNeeded(type.name, name) ? "missingKey" : "missing";
    report(createReport(mistake, `\`${name}\` is missing in ${formatHolder()}`, location.key()));
  }
  const names = type.requiredOneOf ?? [];
  if (names.length === 0 || names.some((name) => node[name] !== undefined)) return;
  report(createReport("missing", `\`${names.join("` or `")}\` is missing in ${formatHolder()}`, location.key()));
}

/** `#/paths/~1a/get/tags` → `get.tags`. An index is shown with the key of its list. */
function formatName(pointer: string): string {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const start = keys.findLastIndex((key, index) => index < keys.length - 1 && !/^\d+$/.test(key));
  return keys.slice(Math.max(start, 0)).join(".");
}

function isList({ items }: NodeType): boolean {
  return items !== undefined;
}

function isNode(expected: Expected): expected is NodeType {
  return typeof expected?.name === "string";
}

function isSchema(expected: Expected): boolean {
  return isNode(expected) && expected.name === "Schema";
}

function isData(expected: Expected): boolean {
  return expected === null || (!isNode(expected) && expected.resolvable === false && expected.type === undefined);
}

function isEnum(expected: Expected): boolean {
  return !isNode(expected) && expected?.enum !== undefined;
}

function getScalarType(scalar: Scalar | null): string {
  const { type = "string" } = scalar ?? {};
  return type === "integer" ? "number" : type;
}

function getTypeName(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}

const words: Record<string, string> = { array: "a list", object: "an object", string: "text", number: "a number" };

function describeExpected(expected: Expected): string {
  if (isNode(expected)) return isSchema(expected) ? "a schema" : isList(expected) ? "a list" : "an object";
  if (expected?.enum !== undefined) return `one of ${expected.enum.join(", ")}`;
  const type = getScalarType(expected);
  return words[type] ?? "true or false";
}

/** Returns what a value of that type looks like. */
function getForm(expected: Expected): string {
  if (isNode(expected)) return isSchema(expected) ? "{ type: … }" : isList(expected) ? "[…]" : "{ … }";
  if (expected?.enum !== undefined) return expected.enum.join(" | ");
  return { array: "[…]", object: "{ … }", string: '"…"', number: "1" }[getScalarType(expected)] ?? "true";
}

function describeValue(value: unknown): string {
  return isObject(value) ? (words[getTypeName(value)] ?? "") : JSON.stringify(value);
}
