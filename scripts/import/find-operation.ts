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
 * Without exactly one, returns what the user can do about it.
 */
export function findOperation(document: OpenAPIDocument, { method, path }: OperationQuery): OperationInfo | string {
  const all = listOperations(document).filter((info) => info.method === method.toLowerCase());
  const exact = all.find((info) => normalizePath(info.path) === normalizePath(path));
  const similar = all.filter((info) => normalizePath(info.path).endsWith(normalizePath(path)));
  const found = exact ?? (similar.length === 1 ? similar[0] : undefined);
  if (found !== undefined) return found;
  const candidates = similar.length > 0 ? similar : all.filter((info) => sharesWord(info.path, path));
  const option = `--operation ${method.toUpperCase()} ${path} --path`;
  const list = candidates.slice(0, 10).map((info) => `\n  ${option} ${info.path}`);
  const problem = similar.length > 0 ? "Several operations end with" : "Found no operation";
  return `${problem} ${method.toUpperCase()} ${path}. Choose the path to compare with:${list.join("") || ` ${option} PATH`}`;
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
 * Finds the operation in our document that the user named.
 *
 * @throws {@link InputError} when our document does not have it
 */
export function findOwnOperation(document: OpenAPIDocument, query: OperationQuery, file: string): OperationInfo {
  const all = listOperations(document);
  const found = all.find(({ method, path }) => method === query.method.toLowerCase() && path === query.path);
  if (found !== undefined) return found;
  const list = all.map((info) => `\n  --operation ${formatOperation(info)}`).join("");
  throw new InputError(`${file} has no operation ${query.method.toUpperCase()} ${query.path}. It has:${list}`);
}
