import { inspect } from "node:util";

/** Prints a value in the usual ways. Returns the text around the secret, or "" if it is not printed. */
export function findLeak(value: unknown, secret: string): string {
  const text = print(value);
  const index = text.indexOf(secret);
  return index === -1 ? "" : text.slice(Math.max(0, index - 100), index + 100);
}

function print(value: unknown): string {
  const parts = [String(value), JSON.stringify(value), inspect(value, { depth: 9, maxStringLength: null })];
  for (let error = value; error instanceof Error; error = error.cause) {
    parts.push(error.message, error.stack ?? "", inspect(error, { depth: 9 }), JSON.stringify({ ...error }));
    if ("headers" in error) parts.push(JSON.stringify([...(error.headers as Headers)]));
  }
  return parts.join("\n");
}
