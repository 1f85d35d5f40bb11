import { unionKeys } from "../lib/objects.ts";
import { formatShape } from "../shapes/format.ts";
import type { NormalizedSpec } from "../shapes/normalized-spec.ts";
import { readShape } from "../shapes/read-shape.ts";
import type { Shape } from "../shapes/shape.ts";
import type { MediaType } from "../spec/openapi.ts";
import { getEventSchema } from "../spec/operations.ts";
import { resolveSchema } from "../spec/refs.ts";
import { createChange, type Change } from "./change.ts";
import { compareShapes } from "./compare-shapes.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

type Content = Record<string, MediaType> | undefined;

/** Compares the content types of a body and their schemas. An event stream is compared by the schema of its events. */
export function compareContent(context: DiffContext, before: Content, after: Content, path: SchemaPath): Change[] {
  const [from, to] = [before ?? {}, after ?? {}];
  return unionKeys(Object.keys(from), Object.keys(to)).flatMap((type) => {
    const at: SchemaPath = { ...path, name: `${path.name} ${type}` };
    const [old, now] = [from[type], to[type]];
    if (now === undefined) return [createChange("content-removed", at)];
    const shape = readMediaShape(context.new, type, now);
    if (old === undefined) return [createChange("content-added", at, { after: formatShape(shape) })];
    return compareMedia(context, old, now, at).concat(
      compareShapes(context, readMediaShape(context.old, type, old), shape, at),
    );
  });
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
