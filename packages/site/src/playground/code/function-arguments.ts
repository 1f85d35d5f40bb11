import { literal } from "./literal.ts";

/** Generates the arguments of a function: the client, the request, and the options, if there are any. */
export function functionArguments(request: object, options: object | undefined): string {
  if (options === undefined) return `core, ${literal(request)}`;
  return `\n  core,\n  ${literal(request, 2)},\n  ${literal(options, 2)},\n`;
}
