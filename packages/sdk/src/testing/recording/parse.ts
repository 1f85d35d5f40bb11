import { isJSONObject } from "../../utils/is-record.ts";
import { decodeBytes } from "./bytes.ts";
import type { Recording } from "./types.ts";

/**
 * Parses and validates a recording.
 * @throws Error when the text is not a recording.
 */
export function parseRecording(text: string): Recording {
  const value: unknown = JSON.parse(text);
  const { request, response } = assertObject("the recording", value);
  const { method, url, headers: sent } = assertObject("request", request);
  assert(typeof method === "string", "request.method must be a string");
  assert(typeof url === "string" && URL.canParse(url), "request.url must be a URL");
  assertStrings("request.headers", sent);
  const { status, statusText = "", headers, afterMs, end, ...body } = assertObject("response", response);
  assert(
    typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599,
    "response.status must be a number from 200 to 599",
  );
  assert(typeof statusText === "string", "response.statusText must be a string");
  assertStrings("response.headers", headers);
  assertTime("response.afterMs", afterMs);
  assert(
    end === "complete" || end === "cut" || end === "cancelled",
    'response.end must be "complete", "cut" or "cancelled"',
  );
  const present = ["body", "text", "base64", "pieces"].filter((name) => name in body);
  assert(present.length < 2, `response must have only one of ${present.join(", ")}`);
  assertBytes("response", body);
  const { pieces = [] } = body;
  assert(Array.isArray(pieces), "response.pieces must be an array");
  for (const [index, piece] of (pieces as unknown[]).entries()) {
    const path = `response.pieces[${index}]`;
    const fields = assertObject(path, piece);
    assertTime(`${path}.afterMs`, fields["afterMs"]);
    assert("text" in fields !== "base64" in fields, `${path} must have either text or base64`);
    assertBytes(path, fields);
  }
  return value as Recording;
}

function assertBytes(path: string, { text = "", base64 = "" }: Readonly<Record<string, unknown>>): void {
  assert(typeof text === "string", `${path}.text must be a string`);
  assert(typeof base64 === "string" && isBase64(base64), `${path}.base64 must be base64`);
}

function isBase64(base64: string): boolean {
  try {
    return decodeBytes({ base64 }).length >= 0;
  } catch {
    return false;
  }
}

function assertTime(path: string, value: unknown): void {
  assert(typeof value === "number" && value >= 0, `${path} must be a number of milliseconds, 0 or more`);
}

function assertStrings(path: string, value: unknown): void {
  const isValid = Object.values(assertObject(path, value)).every((text) => typeof text === "string");
  assert(isValid, `${path} must have only strings as values`);
}

function assertObject(path: string, value: unknown): Readonly<Record<string, unknown>> {
  assert(isJSONObject(value), `${path} must be an object`);
  return value as Record<string, unknown>;
}

function assert(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}
