import type { BaseResolver, Document } from "@redocly/openapi-core";
import { isObject } from "../../lib/objects.ts";
import { parsePointer } from "../refs.ts";
import type { Mistake } from "../validate/policy.ts";
import { createProblem, type Problem } from "../validate/problems.ts";
import { collectFiles, resolveURI, toURI, type Files, type Referrer, type Target } from "./collect-files.ts";

/**
 * Rewrites the `$ref`s to an `$anchor` or an `$id`, in a document and in the files that it refers to, as `$ref`s with a
 * path, and `$dynamicRef` and `$recursiveRef` as the `$ref`s that they are in most documents. An `$id` is never read
 * from the network.
 *
 * @returns the references that cannot be resolved
 */
export async function resolveIdentifiers(root: Document, resolver: BaseResolver): Promise<Problem[]> {
  if (!mayHaveIdentifiers(root.source.body)) return [];
  const files = await collectFiles(root, resolver);
  const problems: Problem[] = [];
  for (const referrer of files.referrers) {
    const { node, pointer, file } = referrer;
    const report = (mistake: Mistake, keyword: string, message: string, advice?: string): void => {
      const location = { source: file.source, pointer: `${pointer}/${keyword}`, reportOnKey: mistake === "dynamicRef" };
      problems.push(createProblem(mistake, message, location, advice));
    };
    const { $ref, $dynamicRef, $recursiveRef } = node;
    delete node["$dynamicRef"];
    delete node["$recursiveRef"];
    if (typeof $ref === "string") {
      const target = findTarget($ref, referrer, files);
      if (target === null) report("reference", "$ref", `The $ref "${$ref}" has no target`, getAnchorAdvice($ref));
      else if (target !== undefined) node["$ref"] = toRef(target, referrer);
    } else if (typeof $dynamicRef === "string") {
      const target = findDynamicTarget($dynamicRef, referrer, files);
      if (target === undefined) report("dynamicRef", "$dynamicRef", describeDynamic($dynamicRef, files));
      else node["$ref"] = typeof target === "string" ? target : toRef(target, referrer);
    } else if (typeof $recursiveRef === "string") {
      const target = findRecursiveTarget(referrer);
      if (target !== undefined) node["$ref"] = toRef(target, referrer);
      else
        report(
          "dynamicRef",
          "$recursiveRef",
          "$recursiveRef is read as `unknown`: no schema around it has `$recursiveAnchor: true`",
        );
    }
  }
  return problems;
}

/** Returns whether a document has identifiers, or refers to other files, without parsing it again: most have neither. */
function mayHaveIdentifiers(text: string): boolean {
  return /\$(?:id|anchor|dynamic\w+|recursive\w+)\b|\$ref["']?\s*:(?!\s*(?:[>|]-?\s*)?["']?#\/)/.test(text);
}

/**
 * Finds the target of a `$ref` by its identifiers.
 *
 * @returns `undefined` for a path of the document or of a file, `null` if there is no such identifier
 */
function findTarget($ref: string, { resource, file }: Referrer, { resources }: Files): Target | null | undefined {
  const [path = "", fragment = ""] = $ref.split("#");
  // In a schema with an `$id`, many documents write paths relative to the file nevertheless.
  const uris = path === "" ? [resource.uri] : [resolveURI(path, resource.uri), path, resolveURI(path, toURI(file))];
  const found = uris.map((uri) => resources.get(uri)).find((one) => one !== undefined);
  if (found === undefined) return undefined;
  if (fragment !== "" && !fragment.startsWith("/")) {
    return found.anchors.get(fragment) ?? findAnchorInFile(fragment, found.file, resources);
  }
  // A whole file, by its path.
  if (found.uri === toURI(found.file)) return undefined;
  const segments = parsePointer(`#${fragment}`);
  const node = segments.reduce<unknown>((at, segment) => (isObject(at) ? at[segment] : undefined), found.node);
  if (isObject(node)) return { ...found, pointer: `${found.pointer}${fragment}`, node };
  // Many documents write paths from the root of the document there.
  return path === "" ? undefined : null;
}

function findAnchorInFile(name: string, file: Document, resources: Files["resources"]): Target | null {
  const found = [...resources.values()].filter((resource) => resource.file === file && resource.anchors.has(name));
  return found.length === 1 ? (found[0]?.anchors.get(name) ?? null) : null;
}

/** Returns the one schema that a `$dynamicRef` can mean, or a `$ref`, which it is when it has a path. */
function findDynamicTarget($dynamicRef: string, referrer: Referrer, files: Files): Target | string | undefined {
  const [path = "", name = ""] = $dynamicRef.split("#");
  const target = findTarget($dynamicRef, referrer, files);
  if (name === "" || name.startsWith("/")) return target ?? $dynamicRef;
  const candidates = files.dynamicAnchors.get(name) ?? [];
  if (candidates.length === 0 || path !== "") return target ?? undefined;
  return candidates.length === 1 ? candidates[0] : undefined;
}

function describeDynamic($dynamicRef: string, { dynamicAnchors }: Files): string {
  const count = dynamicAnchors.get($dynamicRef.replace(/^[^#]*#/, ""))?.length ?? 0;
  const reason = count === 0 ? "no schema has this `$dynamicAnchor`" : `${count} schemas have this \`$dynamicAnchor\``;
  return `$dynamicRef "${$dynamicRef}" is read as \`unknown\`: ${reason}`;
}

/** Returns the nearest schema with `$recursiveAnchor: true`, else the one with an `$id`, which `#` refers to. */
function findRecursiveTarget({ enclosing, resource }: Referrer): Target | undefined {
  const recursive = enclosing.findLast(({ node }) => node["$recursiveAnchor"] === true);
  return recursive ?? (resource.pointer === "#" ? undefined : resource);
}

function toRef({ file, pointer }: Target, referrer: Referrer): string {
  return file === referrer.file ? pointer : `${file.source.absoluteRef}${pointer}`;
}

function getAnchorAdvice($ref: string): string | undefined {
  const [, name = ""] = $ref.split("#");
  return /^[^/]/.test(name) ? `Add \`$anchor: ${name}\` to a schema, or write its path.` : undefined;
}
