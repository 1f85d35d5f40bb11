import { InputError } from "../lib/cli.ts";
import type { OpenAPIDocument } from "../spec/openapi.ts";
import { formatOperation, listOperations, type OperationInfo } from "../spec/operations.ts";

/** The method and the path to look for. */
export interface OperationQuery {
  readonly method: string;
  readonly path: string;
}

/**
 * Finds the operation at a path, or at the only path that ends with it: in some documents the server URL has the prefix.
 *
 * @throws {@link InputError} with candidates when there is not exactly one
 */
export function findOperation(
  document: OpenAPIDocument,
  { method, path }: OperationQuery,
  file: string,
): OperationInfo {
  const all = listOperations(document).filter((info) => info.method === method.toLowerCase());
  const exact = all.find((info) => normalizePath(info.path) === normalizePath(path));
  const similar = all.filter((info) => normalizePath(info.path).endsWith(normalizePath(path)));
  const found = exact ?? (similar.length === 1 ? similar[0] : undefined);
  if (found !== undefined) return found;
  const candidates = similar.length > 0 ? similar : all.filter((info) => sharesWord(info.path, path));
  const list = candidates.slice(0, 10).map((info) => `\n  --operation ${formatOperation(info)}`);
  const problem = similar.length > 0 ? "Several operations end with" : "Found no operation";
  throw new InputError(
    `${file}: ${problem} ${method.toUpperCase()} ${path}. Choose the operation to compare with:${list.join("") || " --operation METHOD PATH"}`,
  );
}

function normalizePath(path: string): string {
  return `/${path.replaceAll(/\{[^}]*\}/g, "{}").replace(/^\/+|\/+$/g, "")}`;
}

/** Returns whether two paths share a word of more than two letters. */
function sharesWord(path: string, other: string): boolean {
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

/**
 * Returns the operation of our document.
 *
 * @throws {@link InputError} when it has more than one
 */
export function getOnlyOperation(document: OpenAPIDocument, file: string): OperationInfo {
  const [first, ...others] = listOperations(document);
  if (first !== undefined && others.length === 0) return first;
  throw new InputError(`${file} must have exactly one operation, got ${others.length + (first === undefined ? 0 : 1)}`);
}
