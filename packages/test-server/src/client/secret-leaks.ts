import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import type { DebugLogger } from "@org/sdk";

/** Returns the names of the printed forms of a value that contain one of the secrets. */
export function findSecretLeaks(secrets: readonly string[], value: unknown): string[] {
  const forms = Object.entries(collectPrintedForms(value));
  return forms.filter(([, text]) => secrets.some((secret) => text.includes(secret))).map(([name]) => name);
}

/** Creates a logger that appends the arguments of each line to an array. */
export function createMemoryLogger(lines: unknown[]): DebugLogger {
  return { debug: (...line) => lines.push(line), warn: (...line) => lines.push(line) };
}

/** Formats a value, usually an error, in each way in which programs print one. */
function collectPrintedForms(value: unknown): Record<string, string> {
  const forms: Record<string, string> = {
    string: tryFormat(() => String(value)),
    json: tryFormat(() => JSON.stringify(value)),
    inspect: tryFormat(() => inspect(value, { depth: 9 })),
    "console.error": tryFormat(() => formatByConsole(value)),
  };
  let error = value;
  for (let depth = 0; isError(error) && depth < 10; depth += 1) {
    const { message, stack, cause } = error;
    const fields = { ...error };
    forms[`message ${depth}`] = message;
    forms[`stack ${depth}`] = stack ?? "";
    forms[`fields ${depth}`] = tryFormat(() => JSON.stringify(fields));
    error = cause;
  }
  return forms;
}

/** Returns the text, or an empty string for a value that cannot be formatted. */
function tryFormat(format: () => string | undefined): string {
  try {
    return format() ?? "";
  } catch {
    return "";
  }
}

function isError(value: unknown): value is Error {
  try {
    return value instanceof Error;
  } catch {
    return false;
  }
}

function formatByConsole(value: unknown): string {
  let text = "";
  const stream = new Writable({
    write(bytes: Buffer, _encoding, done) {
      text += bytes.toString();
      done();
    },
  });
  new Console({ stdout: stream, stderr: stream }).error(value);
  return text;
}
