import { InvalidRequestError } from "../errors/client-error.ts";
import { isRecord } from "../utils/is-record.ts";
import { getErrorMessage } from "../utils/error-message.ts";

/**
 * The request as the text that goes on the wire, with its key order. @throws InvalidRequestError that names the
 * place of what JSON can't say.
 */
export function serializeRequest(request: unknown, extraBody?: Readonly<Record<string, unknown>>): string {
  try {
    if (!isObject(request)) throw new InvalidRequestError(`The request must be an object, not ${getTypeName(request)}`);
    return write(request, extraBody);
  } catch (cause) {
    if (InvalidRequestError.isInstance(cause)) throw cause;
    const message = problemIn(request, extraBody) ?? `The request can't be written as JSON: ${getErrorMessage(cause)}`;
    throw new InvalidRequestError(message, { cause });
  }
}

function write(request: Record<string, unknown>, extraBody?: Readonly<Record<string, unknown>>): string {
  const { messages, stream } = request;
  // JSON.stringify does not see what a class or a prototype holds, so the API would not either.
  const unseen = ["messages", "stream"].find((key) => key in request && !Object.hasOwn(request, key));
  if (unseen && typeof request["toJSON"] !== "function") {
    throw new InvalidRequestError(`request.${unseen} must be the request's own property`);
  }
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new InvalidRequestError("request.messages must be an array of at least one message");
  }
  if (stream !== undefined && stream !== null && typeof stream !== "boolean") {
    throw new InvalidRequestError(`request.stream must be true, false or null, not ${getTypeName(stream)}`);
  }
  const text: string | undefined = JSON.stringify(extraBody === undefined ? request : withExtra(request, extraBody));
  if (!text?.startsWith("{")) throw new InvalidRequestError("The request must be an object");
  // What JSON can't say becomes null without a word, so where there is no null there is nothing to look for.
  const problem = text.includes("null") ? problemIn(request, extraBody) : undefined;
  if (problem) throw new InvalidRequestError(problem);
  return text;
}

function withExtra(request: Record<string, unknown>, extraBody: Readonly<Record<string, unknown>>): unknown {
  if (!isObject(extraBody)) throw new InvalidRequestError("extraBody must be an object");
  for (const key of Object.keys(extraBody)) {
    if (key === "stream") throw new InvalidRequestError("extraBody.stream must be set in the request");
    if (Object.hasOwn(request, key) && request[key] !== undefined) {
      throw new InvalidRequestError(`extraBody.${key} is already set in the request`);
    }
  }
  return { ...request, ...extraBody };
}

/** What JSON can't say, with its place; `undefined` if there is nothing. */
function problemIn(request: unknown, extraBody: unknown): string | undefined {
  return findProblem(() => request, "request") ?? findProblem(() => extraBody, "extraBody");
}

// Deeper than any real request, and far from the end of every runtime's stack.
const deepest = 500;

function findProblem(read: () => unknown, place: string, parents: readonly unknown[] = []): string | undefined {
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
      return `${place} is ${type === "number" ? value : type === "bigint" ? "a BigInt" : type}, which JSON cannot represent`;
    }
    if (!isRecord(value)) return undefined;
    if (parents.includes(value)) return `${place} is circular: it contains itself`;
    if (parents.length > deepest) return `${place.slice(0, 80)}… is nested too deeply`;
    // The keys of an array are those of its holes too, which JSON fills with null.
    for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
      const at = typeof key === "number" ? `${place}[${key}]` : `${place}.${key}`;
      const problem = findProblem(() => value[key as string], at, [...parents, value]);
      if (problem) return problem;
    }
    return undefined;
  } catch (error) {
    return `${place} can't be read: ${getErrorMessage(error)}`;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !Array.isArray(value);
}

function getTypeName(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
}
