import { unionKeys } from "../lib/objects.ts";
import { describe } from "../shapes/format.ts";
import type { Side } from "../shapes/normalized-spec.ts";
import { shapeOf } from "../shapes/read-shape.ts";
import type { Shape } from "../shapes/shape.ts";
import type { MediaType } from "../spec/openapi.ts";
import { getEventSchema } from "../spec/operations.ts";
import { change, type Change } from "./change.ts";
import { compareShapes } from "./compare-shapes.ts";
import type { Comparison, Place } from "./context.ts";

type Content = Record<string, MediaType> | undefined;

/** What changed in the content types of a body, and in what stands in each. An event stream is what an event holds. */
export function compareContent(sides: Comparison, before: Content, after: Content, place: Place): Change[] {
  const [from, to] = [before ?? {}, after ?? {}];
  return unionKeys(Object.keys(from), Object.keys(to)).flatMap((type) => {
    const at: Place = { ...place, name: `${place.name} ${type}` };
    const [old, now] = [from[type], to[type]];
    if (now === undefined) return [change("content-removed", at)];
    const shape = mediaShape(sides.new, type, now);
    if (old === undefined) return [change("content-added", at, { after: describe(shape) })];
    return compareShapes(sides, mediaShape(sides.old, type, old), shape, at);
  });
}

export function mediaShape({ document }: Side, type: string, media: MediaType): Shape {
  return shapeOf(getEventSchema(document, { [type]: media }) ?? media.schema);
}
