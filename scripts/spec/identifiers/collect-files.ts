import { pathToFileURL } from "node:url";
import { isAbsoluteUrl, type BaseResolver, type Document } from "@redocly/openapi-core";
import { isReference } from "../refs.ts";
import { walkNodes, type Node } from "../walk-nodes.ts";

/** A schema that can be referred to, and where it is. */
export interface Target {
  readonly file: Document;
  readonly pointer: string;
  readonly node: Node;
}

/** A schema with an `$id`, or a whole file: what `#` in it refers to. */
export interface Resource extends Target {
  /** The URI against which the `$ref`s in it are resolved. */
  readonly uri: string;
  /** `$anchor` and `$dynamicAnchor`. */
  readonly anchors: Map<string, Target>;
}

/** An object with a `$ref`, `$dynamicRef` or `$recursiveRef`. */
export interface Referrer extends Target {
  readonly resource: Resource;
  /** The schemas around it and itself that have an identifier, outermost first. */
  readonly enclosing: readonly Target[];
}

export interface Files {
  /** Absolute URI → schema or file. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly referrers: readonly Referrer[];
  /** Name → the schemas with that `$dynamicAnchor`. */
  readonly dynamicAnchors: ReadonlyMap<string, readonly Target[]>;
}

/** Reads the files that a document refers to by relative paths, and finds identifiers and references in all of them. */
export async function collectFiles(root: Document, resolver: BaseResolver): Promise<Files> {
  const resources = new Map<string, Resource>();
  const referrers: Referrer[] = [];
  const dynamicAnchors = new Map<string, Target[]>();
  const seen = new Set<Document>();

  const read = async (file: Document): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const location = file.source.absoluteRef;
    const found = findInFile(file);
    for (const resource of found.resources) resources.set(resource.uri, resource);
    referrers.push(...found.referrers);
    for (const [name, targets] of found.dynamicAnchors) {
      dynamicAnchors.set(name, [...(dynamicAnchors.get(name) ?? []), ...targets]);
    }
    for (const { node } of found.referrers) {
      const [path = ""] = isReference(node) ? node.$ref.split("#") : [];
      // A URL can be an `$id`, which is not to be fetched.
      if (path === "" || isAbsoluteUrl(path)) continue;
      // What cannot be read is reported by the validation, if it is a reference at all.
      const other = await resolver.resolveDocument(location, path).catch(() => undefined);
      if (other !== undefined && "parsed" in other) await read(other);
    }
  };
  await read(root);
  return { resources, referrers, dynamicAnchors };
}

type Found = { resources: Resource[]; referrers: Referrer[]; dynamicAnchors: Map<string, Target[]> };

const references = ["$ref", "$dynamicRef", "$recursiveRef"];
const keywords = [...references, "$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor"];

function findInFile(file: Document): Found {
  const whole: Resource = { file, pointer: "#", node: file.parsed as Node, uri: toURI(file), anchors: new Map() };
  const found: Found = { resources: [whole], referrers: [], dynamicAnchors: new Map() };
  const identified = new Map<Node, Target>();
  const byNode = new Map<Node, Resource>();

  walkNodes(file.parsed, (node, visit) => {
    if (!keywords.some((keyword) => keyword in node)) return;
    const { pointer, ancestors } = visit;
    const target: Target = { file, pointer, node };
    const { $id, $anchor, $dynamicAnchor, $recursiveAnchor } = node;
    let resource = ancestors.map((ancestor) => byNode.get(ancestor)).findLast((one) => one !== undefined) ?? whole;
    if (typeof $id === "string" && $id !== "") {
      resource = { ...target, uri: resolveURI($id, resource.uri).replace(/#$/, ""), anchors: new Map() };
      byNode.set(node, resource);
      found.resources.push(resource);
    }
    for (const anchor of [$anchor, $dynamicAnchor])
      if (typeof anchor === "string") resource.anchors.set(anchor, target);
    if (typeof $dynamicAnchor === "string") {
      found.dynamicAnchors.set($dynamicAnchor, [...(found.dynamicAnchors.get($dynamicAnchor) ?? []), target]);
    }
    if ($id !== undefined || $dynamicAnchor !== undefined || $recursiveAnchor === true) identified.set(node, target);
    if (references.some((keyword) => typeof node[keyword] === "string")) {
      const enclosing = [...ancestors, node].flatMap((one) => identified.get(one) ?? []);
      found.referrers.push({ ...target, resource, enclosing });
    }
  });
  return found;
}

/** Returns the URI of a file, whatever `$id` its schemas have. */
export function toURI({ source: { absoluteRef } }: Document): string {
  return isAbsoluteUrl(absoluteRef) ? absoluteRef : pathToFileURL(absoluteRef).href;
}

/** Resolves a relative URI. What is not a URI is returned as it is. */
export function resolveURI(uri: string, base: string): string {
  return URL.canParse(uri, base) ? new URL(uri, base).href : uri;
}
