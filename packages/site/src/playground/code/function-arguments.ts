import { formatLiteral } from "./literal.ts";

/** Generates the arguments of a function: the client, the request, and the options, if there are any. */
export function generateArguments(request: object, options: object | undefined): string {
  if (options === undefined) return `core, ${formatLiteral(request)}`;
  return `\n  core,\n  ${formatLiteral(request, 2)},\n  ${formatLiteral(options, 2)},\n`;
}
