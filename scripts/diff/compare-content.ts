import { unionKeys } from "../lib/objects.ts";
import { formatShape } from "../shapes/format.ts";
import type { NormalizedSpec } from "../shapes/normalized-spec.ts";
import { readShape } from "../shapes/read-shape.ts";
import type { Shape } from "../shapes/shape.ts";
import { isEventStream, isForm, isJSON } from "../spec/media-types.ts";
import type { MediaType } from "../spec/openapi.ts";
import { getEventSchema, getMainContent } from "../spec/operations.ts";
import { resolveSchema } from "../spec/refs.ts";
import { createChange, type Change } from "./change.ts";
import { compareEncodings } from "./compare-encodings.ts";
import { compareShapes } from "./compare-shapes.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

type Content = Record<string, MediaType> | undefined;

/** Compares the content types of a body and their schemas. An event stream is compared by the schema of its events. */
export function compareContent(context: DiffContext, before: Content, after: Content, path: SchemaPath): Change[] {
  const [from, to] = [before ?? {}, after ?? {}];
  const main = compareMain(context, from, to, path);
  return unionKeys(Object.keys(from), Object.keys(to)).flatMap((type) => {
    const at: SchemaPath = { ...path, name: `${path.name} ${type}` };
    const [old, now] = [from[type], to[type]];
    if (now === undefined) return [createChange("content-removed", at)];
    const shape = readMediaShape(context.new, type, now);
    const found = main.get(type) ?? [];
    if (old === undefined) {
      return found.length > 0 ? found : [createChange("content-added", at, { after: formatShape(shape) })];
    }
    return found.concat(
      compareMedia(context, old, now, at),
      isForm(type) && path.direction !== "response" ? compareEncodings(context, old, now, at) : [],
      compareShapes(context, readMediaShape(context.old, type, old), shape, at),
    );
  });
}

/**
 * Compares the type that a body has if no content type is named: that of its main content, or in the client that of any
 * content of a response without JSON. A body that had no content is not compared, since no code depends on its type.
 *
 * @returns content type → what it changes in code written for the type that the body had
 */
function compareMain(
  context: DiffContext,
  from: NonNullable<Content>,
  to: NonNullable<Content>,
  path: SchemaPath,
): ReadonlyMap<string, Change[]> {
  const [before, after] = [getMainType(from), getMainType(to)];
  // A removed content type is reported as such.
  if (before === undefined || after === undefined || to[before] === undefined) return new Map();
  const shape = readShape(from[before]?.schema);
  const isStream = isEventStream(before);
  const compare = (type: string, kind: "main-content-changed" | "main-content-joined"): Change[] => {
    const at: SchemaPath = { ...path, name: `${path.name} ${type}` };
    const newShape = readShape(to[type]?.schema);
    const changes = compareShapes(context, shape, newShape, at);
    if (!isStream && !changes.some(({ isBreaking }) => isBreaking)) return from[type] === undefined ? [] : changes;
    const details = { before: isStream ? "an event stream" : formatShape(shape), after: formatShape(newShape) };
    return [createChange(kind, at, details)];
  };
  const isUnion = !isJSON(after) && path.direction !== "request";
  const joined = Object.keys(to).filter((type) => type !== after && from[type] === undefined && !isEventStream(type));
  return new Map([
    ...(isUnion ? joined : []).map((type) => [type, compare(type, "main-content-joined")] as const),
    ...(before === after ? [] : [[after, compare(after, "main-content-changed")] as const]),
  ]);
}

function getMainType(content: NonNullable<Content>): string | undefined {
  return getMainContent(content)?.[0] ?? Object.keys(content)[0];
}

/** Compares what a media type has next to the schema of its body or events. */
function compareMedia(context: DiffContext, before: MediaType, after: MediaType, path: SchemaPath): Change[] {
  const { old, new: now } = context;
  const hasEvents = isEventString(old, before) || isEventString(now, after);
  return [
    ...(hasEvents ? compareShapes(context, readShape(before.schema), readShape(after.schema), path) : []),
    ...(readExample(before) === readExample(after) ? [] : [createChange("example", path)]),
  ];
}

/** Returns whether the schema is a string that contains events, which have a schema of their own. */
function isEventString({ document }: NormalizedSpec, { schema = true }: MediaType): boolean {
  return resolveSchema(document, schema).contentSchema !== undefined;
}

export function readMediaShape({ document }: NormalizedSpec, type: string, media: MediaType): Shape {
  return readShape(getEventSchema(document, { [type]: media }) ?? media.schema);
}

/** Reads the `example`, which the generated doc comment contains; it does not contain `examples`. */
function readExample({ example }: MediaType & { example?: unknown }): string {
  return JSON.stringify(example) ?? "";
}
