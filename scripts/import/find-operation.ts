import { InputError } from "../lib/cli.ts";
import type { OpenAPIDocument } from "../spec/openapi.ts";
import { formatOperation, listOperations, type OperationInfo } from "../spec/operations.ts";

/** Method and path, as they were asked for. */
export interface Wanted {
  readonly method: string;
  readonly path: string;
}

/** The operation at that path, or at one that ends so: documents differ in what belongs to the server's address. */
export function findOperation(document: OpenAPIDocument, { method, path }: Wanted, file: string): OperationInfo {
  const all = listOperations(document).filter((info) => info.method === method.toLowerCase());
  const exact = all.find((info) => trimmed(info.path) === trimmed(path));
  const similar = all.filter((info) => trimmed(info.path).endsWith(trimmed(path)));
  const found = exact ?? (similar.length === 1 ? similar[0] : undefined);
  if (found !== undefined) return found;
  const candidates = similar.length > 0 ? similar : all.filter((info) => isAlike(info.path, path));
  const list = candidates.slice(0, 10).map((info) => `\n  --operation ${formatOperation(info)}`);
  const problem = similar.length > 0 ? "Several operations end in" : "There is no";
  throw new InputError(
    `${file}: ${problem} ${method.toUpperCase()} ${path}. Name the operation to compare with:${list.join("") || " --operation METHOD PATH"}`,
  );
}

function trimmed(path: string): string {
  return `/${path.replaceAll(/\{[^}]*\}/g, "{}").replace(/^\/+|\/+$/g, "")}`;
}

/** Do they share a word that says something? */
function isAlike(path: string, other: string): boolean {
  const words = new Set(
    other
      .toLowerCase()
      .split(/\W+/)
      .filter((word) => word.length > 2),
  );
  return path
    .toLowerCase()
    .split(/\W+/)
    .some((word) => words.has(word));
}

/** Our document has one operation; with several, it would have to be said which one is meant. */
export function onlyOperation(document: OpenAPIDocument, file: string): OperationInfo {
  const [first, ...others] = listOperations(document);
  if (first !== undefined && others.length === 0) return first;
  throw new InputError(
    `${file} has ${others.length + (first === undefined ? 0 : 1)} operations; this command compares the only one.`,
  );
}
