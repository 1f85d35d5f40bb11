import { flattenRefs } from "../shapes/expand-refs.ts";
import type { NormalizedSpec } from "../shapes/normalized-spec.ts";
import { readShape } from "../shapes/read-shape.ts";
import type { ObjectShape, Shape } from "../shapes/shape.ts";
import { isEventStream } from "../spec/media-types.ts";
import { isReference } from "../spec/refs.ts";
import { isSuccess, listOperations, type OperationInfo } from "../spec/operations.ts";

/** What calls do with a response. */
export interface ResponseUse {
  readonly isSuccess: boolean;
  /** Whether a call can have `stream: true` without a `parseAs`, which it needs once a success is an event stream. */
  readonly isStreamedUnread: boolean;
}

/** Reads the use of the response of a status. */
export function readUse(spec: NormalizedSpec, info: OperationInfo, status: string): ResponseUse {
  const successes = [...info.responses].filter(([other]) => isSuccess(other, info));
  const hasEvents = successes.some(([, { content = {} }]) => Object.keys(content).some(isEventStream));
  const isUsed = isSuccess(status, info);
  return { isSuccess: isUsed, isStreamedUnread: isUsed && !hasEvents && canStream(spec, info) };
}

/** Reads the use of a response under `components` by all operations. */
export function readSharedUse(spec: NormalizedSpec, name: string): ResponseUse {
  const uses = listOperations(spec.document).flatMap((info) =>
    Object.entries(info.operation.responses ?? {})
      .filter(([, response]) => isReference(response) && response.$ref === `#/components/responses/${name}`)
      .map(([status]) => readUse(spec, info, status)),
  );
  return {
    isSuccess: uses.some((use) => use.isSuccess),
    isStreamedUnread: uses.some((use) => use.isStreamedUnread),
  };
}

/** Returns whether the body of a request has a field `stream` that can be true, whatever its content type is. */
function canStream({ shapes }: NormalizedSpec, { requestBody }: OperationInfo): boolean {
  const content = Object.entries(requestBody?.content ?? {});
  // A multipart body can be a `FormData`.
  if (content.length === 0 || content.some(([type]) => type === "multipart/form-data")) return false;
  const bodies = content.map(([, { schema }]) => flattenRefs(readShape(schema), shapes));
  const fields = bodies.flatMap(({ objects }) => objects.map(getStreamField));
  const isObject = bodies.every(
    ({ types, literals, items }) => types.size + literals.size === 0 && items === undefined,
  );
  return isObject && fields.every((field) => field !== undefined) && fields.some((field) => admitsTrue(field, shapes));
}

function getStreamField({ fields }: ObjectShape): Shape | undefined {
  return fields.get("stream");
}

function admitsTrue(field: Shape | undefined, shapes: NormalizedSpec["shapes"]): boolean {
  if (field === undefined) return false;
  const { types, literals } = flattenRefs(field, shapes);
  return types.has("boolean") || types.has("unknown") || literals.has("true");
}
