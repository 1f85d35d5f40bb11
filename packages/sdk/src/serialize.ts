import { InvalidRequestError } from "./errors/http-client-error.ts";
import { wordsOf } from "./words.ts";

/**
 * The request as the text that goes on the wire, with its key order. @throws InvalidRequestError that names the
 * place of what JSON can't say.
 */
export function serializeRequest(request: unknown, extraBody?: Readonly<Record<string, unknown>>): string {
  try {
    if (!isRecord(request)) throw new InvalidRequestError(`The request must be an object, not ${kindOf(request)}`);
    return write(request, extraBody);
  } catch (cause) {
    if (InvalidRequestError.isInstance(cause)) throw cause;
    const problem = findProblem(request, "request") ?? findProblem(extraBody, "extraBody");
    throw new InvalidRequestError(problem ?? `The request can't be written as JSON: ${wordsOf(cause)}`, { cause });
  }
}

function write(request: Record<string, unknown>, extraBody?: Readonly<Record<string, unknown>>): string {
  const { messages, stream } = request;
  // JSON.stringify does not see what a class or a prototype holds, so the API would not either.
  const unseen = ["messages", "stream"].find((key) => key in request && !Object.hasOwn(request, key));
  if (unseen && typeof request["toJSON"] !== "function") {
    throw new InvalidRequestError(`request.${unseen} must be a property of the request itself, not of its prototype`);
  }
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new InvalidRequestError("request.messages must be an array of at least one message");
  }
  if (stream !== undefined && stream !== null && typeof stream !== "boolean") {
    throw new InvalidRequestError(`request.stream must be true, false or null, not ${kindOf(stream)}`);
  }
  const text: string | undefined = JSON.stringify(extraBody === undefined ? request : withExtra(request, extraBody));
  if (!text?.startsWith("{")) throw new InvalidRequestError("The request must be an object, also after its toJSON");
  // What JSON can't say becomes null without a word, so where there is no null there is nothing to look for.
  const problem = text.includes("null") ? (findProblem(request, "request") ?? findProblem(extraBody, "extraBody")) : "";
  if (problem) throw new InvalidRequestError(problem);
  return text;
}

function withExtra(request: Record<string, unknown>, extraBody: Readonly<Record<string, unknown>>): unknown {
  if (!isRecord(extraBody)) throw new InvalidRequestError("extraBody must be an object");
  for (const key of Object.keys(extraBody)) {
    if (key === "stream") throw new InvalidRequestError("extraBody.stream: set `stream` in the request itself");
    if (Object.hasOwn(request, key) && request[key] !== undefined) {
      throw new InvalidRequestError(`extraBody.${key} stands in the request too`);
    }
  }
  return { ...request, ...extraBody };
}

/** What is wrong with a value that JSON can't say, with its place; `undefined` if nothing is. */
function findProblem(value: unknown, place: string, parents: readonly unknown[] = []): string | undefined {
  if (typeof value === "bigint") return `${place} is a BigInt, which JSON can't say; send a number or a string`;
  if (typeof value === "number")
    return Number.isFinite(value) ? undefined : `${place} is ${value}, which JSON can't say`;
  if (typeof value !== "object" || value === null) return undefined;
  if (parents.includes(value)) return `${place} is circular: it contains itself`;
  if (parents.length > deepest) return `${place.slice(0, 80)}… is nested more than ${deepest} levels deep`;
  try {
    const json = (value as { toJSON?: unknown }).toJSON;
    const said: unknown = typeof json === "function" ? json.call(value) : value;
    if (said !== value) return findProblem(said, place, [...parents, value]);
    return findProblemWithin(value, place, [...parents, value]);
  } catch (error) {
    return `${place} can't be read: ${wordsOf(error)}`;
  }
}

function findProblemWithin(value: object, place: string, parents: readonly unknown[]): string | undefined {
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const at = typeof key === "number" ? `${place}[${key}]` : `${place}.${key}`;
    let item: unknown;
    try {
      item = (value as Record<string | number, unknown>)[key];
    } catch (error) {
      return `${at} can't be read: ${wordsOf(error)}`;
    }
    if (typeof key === "number" && isUnsayable(item)) return `${at} is ${kindOf(item)}, which JSON can't say`;
    const problem = findProblem(item, at, parents);
    if (problem) return problem;
  }
  return undefined;
}

// Deeper than any real request, and far from the end of every runtime's stack.
const deepest = 500;

function isUnsayable(value: unknown): boolean {
  return value === undefined || typeof value === "function" || typeof value === "symbol";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
}
