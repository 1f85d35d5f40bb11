import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import type { DebugLogger } from "@org/sdk";

/** Every way in which an error, or anything else, usually comes to be read by somebody. */
function outputsOf(value: unknown): Record<string, string> {
  const outputs: Record<string, string> = {
    string: told(() => String(value)),
    json: told(() => JSON.stringify(value)),
    inspect: told(() => inspect(value, { depth: 9 })),
    "console.error": told(() => printed(value)),
  };
  let error = value;
  for (let depth = 0; isError(error) && depth < 10; depth += 1) {
    const { message, stack, cause } = error;
    const fields = { ...error };
    outputs[`message ${depth}`] = message;
    outputs[`stack ${depth}`] = stack ?? "";
    outputs[`fields ${depth}`] = told(() => JSON.stringify(fields));
    error = cause;
  }
  return outputs;
}

/** What can't be printed shows nothing. */
function told(print: () => string | undefined): string {
  try {
    return print() ?? "";
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

/** The outputs in which a secret stands. */
export function outputsWith(secrets: readonly string[], value: unknown): string[] {
  const outputs = Object.entries(outputsOf(value));
  return outputs.filter(([, text]) => secrets.some((secret) => text.includes(secret))).map(([name]) => name);
}

/** A logger whose lines are kept. */
export function loggerInto(lines: unknown[]): DebugLogger {
  return { debug: (...line) => lines.push(line), warn: (...line) => lines.push(line) };
}

function printed(value: unknown): string {
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
