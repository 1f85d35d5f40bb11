import { InvalidRequestError } from "../errors/client-error.ts";
import { getTypeName, isJSONObject, isRecord } from "../utils/is-record.ts";
import { getErrorMessage } from "../utils/error-message.ts";

/**
 * Serializes a request to JSON. Key order is kept, and the fields of `extraBody` follow.
 *
 * @param assertValid Throws an `InvalidRequestError` if the operation cannot send the request.
 * @throws {@link InvalidRequestError} when JSON cannot represent a value. The message contains its path.
 */
export function serializeRequest(
  request: unknown,
  extraBody?: Readonly<Record<string, unknown>>,
  assertValid?: (request: Readonly<Record<string, unknown>>) => void,
): string {
  try {
    if (!isJSONObject(request))
      throw new InvalidRequestError(`The request must be an object, not ${getTypeName(request)}`);
    assertValid?.(request);
    return stringify(request, extraBody);
  } catch (cause) {
    if (InvalidRequestError.isInstance(cause)) throw cause;
    const message =
      findProblem(request, extraBody) ?? `The request cannot be serialized to JSON: ${getErrorMessage(cause)}`;
    throw new InvalidRequestError(message, { cause });
  }
}

function stringify(request: Record<string, unknown>, extraBody?: Readonly<Record<string, unknown>>): string {
  const text: string | undefined = JSON.stringify(
    extraBody === undefined ? request : mergeExtraBody(request, extraBody),
  );
  if (!text?.startsWith("{")) throw new InvalidRequestError("The request must be an object");
  // JSON.stringify converts what JSON cannot represent to null. Without null, there is nothing to look for.
  const problem = text.includes("null") ? findProblem(request, extraBody) : undefined;
  if (problem) throw new InvalidRequestError(problem);
  return text;
}

function mergeExtraBody(request: Record<string, unknown>, extraBody: Readonly<Record<string, unknown>>): unknown {
  if (!isJSONObject(extraBody)) throw new InvalidRequestError("extraBody must be an object");
  for (const key of Object.keys(extraBody)) {
    if (key === "stream") throw new InvalidRequestError("extraBody.stream must be set in the request");
    if (Object.hasOwn(request, key) && request[key] !== undefined) {
      throw new InvalidRequestError(`extraBody.${key} is already set in the request`);
    }
  }
  return { ...request, ...extraBody };
}

/** Describes the first value that JSON cannot represent, with its path; `undefined` if there is none. */
function findProblem(request: unknown, extraBody: unknown): string | undefined {
  return findProblemAt(() => request, "request") ?? findProblemAt(() => extraBody, "extraBody");
}

// Deeper than any real request, and far from every runtime's stack limit.
const maxDepth = 500;

function findProblemAt(read: () => unknown, path: string, parents: readonly unknown[] = []): string | undefined {
  try {
    const raw = read();
    const json = isRecord(raw) ? raw["toJSON"] : undefined;
    const value: unknown = typeof json === "function" ? json.call(raw) : raw;
    const type = typeof value;
    if (
      type === "bigint" ||
      (type === "number" && !Number.isFinite(value)) ||
      (Array.isArray(parents.at(-1)) && ["undefined", "function", "symbol"].includes(type))
    ) {
      return `${path} is ${type === "number" ? value : type === "bigint" ? "a BigInt" : type}, which JSON cannot represent`;
    }
    if (!isRecord(value)) return undefined;
    if (parents.includes(value)) return `${path} is circular`;
    if (parents.length > maxDepth) return `${path.slice(0, 80)}… is nested too deeply`;
    // Unlike Object.keys, keys() includes the holes of an array, which JSON.stringify converts to null.
    for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
      const childPath = typeof key === "number" ? `${path}[${key}]` : `${path}.${key}`;
      const problem = findProblemAt(() => value[key as string], childPath, [...parents, value]);
      if (problem) return problem;
    }
    return undefined;
  } catch (error) {
    return `${path} cannot be read: ${getErrorMessage(error)}`;
  }
}
