import { bytesOf } from "./bytes.ts";
import type { Recording } from "./types.ts";

/** Reads a file of a recording. @throws Error that says what is wrong with it */
export function readRecording(text: string): Recording {
  const value: unknown = JSON.parse(text);
  const { request, response } = record("it", value);
  const { method, url, headers: sent } = record("request", request);
  must(typeof method === "string", "request.method must be a string");
  must(typeof url === "string" && URL.canParse(url), "request.url must be a URL");
  checkTexts("request.headers", sent);
  const { status, statusText = "", headers, afterMs, end, ...body } = record("response", response);
  must(
    typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599,
    "response.status must be a number from 200 to 599",
  );
  must(typeof statusText === "string", "response.statusText must be a string");
  checkTexts("response.headers", headers);
  checkTime("response.afterMs", afterMs);
  must(
    end === "complete" || end === "cut" || end === "cancelled",
    'response.end must be "complete", "cut" or "cancelled"',
  );
  const given = ["body", "text", "base64", "pieces"].filter((name) => name in body);
  must(given.length < 2, `response has ${given.join(" and ")}, of which only one can be its body`);
  checkBytes("response", body);
  const { pieces = [] } = body;
  must(Array.isArray(pieces), "response.pieces must be an array");
  for (const [index, piece] of (pieces as unknown[]).entries()) {
    const place = `response.pieces[${index}]`;
    const fields = record(place, piece);
    checkTime(`${place}.afterMs`, fields["afterMs"]);
    must("text" in fields !== "base64" in fields, `${place} must have either text or base64`);
    checkBytes(place, fields);
  }
  return value as Recording;
}

function checkBytes(place: string, { text = "", base64 = "" }: Readonly<Record<string, unknown>>): void {
  must(typeof text === "string", `${place}.text must be a string`);
  must(typeof base64 === "string" && isBase64(base64), `${place}.base64 must be base64`);
}

function isBase64(base64: string): boolean {
  try {
    return bytesOf({ base64 }).length >= 0;
  } catch {
    return false;
  }
}

function checkTime(place: string, value: unknown): void {
  must(typeof value === "number" && value >= 0, `${place} must be a number of milliseconds`);
}

function checkTexts(place: string, value: unknown): void {
  const isRight = Object.values(record(place, value)).every((text) => typeof text === "string");
  must(isRight, `${place} must hold strings`);
}

function record(place: string, value: unknown): Readonly<Record<string, unknown>> {
  must(typeof value === "object" && value !== null && !Array.isArray(value), `${place} must be an object`);
  return value as Record<string, unknown>;
}

function must(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what);
}
