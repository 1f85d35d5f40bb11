import { isObject } from "../lib/objects.ts";
import type { OpenAPIDocument, Parameter, Reference, Response } from "../spec/openapi.ts";
import { getEventContent, getMainContent, isSuccess, type OperationInfo } from "../spec/operations.ts";
import { lookUpPointer, resolveRef } from "../spec/refs.ts";

/** A part of a document, with its JSON pointer. */
interface Node {
  readonly pointer: string;
  readonly value: unknown;
}

/** The JSON pointers of a path, such as `request.provider.sort`. */
export interface Pointers {
  /** Where the field is; the closest object around it if the document does not have the field. */
  readonly field: string;
  /** Where its values are listed, which can be a component; else the same as `field`. */
  readonly values: string;
}

/**
 * Finds where a document describes a path in the request or a response, such as `request.plugins[](id=web).mode`.
 *
 * @param document a document that has not been normalized, so that its pointers are those of the file
 */
export function locate(document: OpenAPIDocument, info: OperationInfo, path: string): Pointers {
  const operation = getOperation(document, info);
  const [start = "", ...steps] = splitPath(path);
  let nodes = listStarts(document, info, start);
  for (const step of steps) {
    const next = takeStep(document, nodes, step);
    if (next.length === 0) {
      nodes = step.startsWith("(") ? nodes.map((node) => followRefs(document, node)) : listContainers(document, nodes);
      break;
    }
    nodes = next;
  }
  const field = nodes[0]?.pointer ?? operation.pointer;
  const listing = expandAll(document, nodes).find(({ value }) => readLiterals(value).length > 0);
  return { field, values: listing?.pointer ?? field };
}

/** Splits `request.tools[](type=function).name` into `request`, `.tools`, `[]`, `(type=function)`, `.name`. */
function splitPath(path: string): string[] {
  const [start = path] = /^(?:request|response|chunk|error)(?=[.[(]|$)/.exec(path) ?? [];
  return [start, ...(path.slice(start.length).match(/\.[^.[(]+|\[\w*\]|\([^)]*\)/g) ?? [])];
}

function getOperation(document: OpenAPIDocument, { path, method }: OperationInfo): Node {
  return followRefs(document, getChild(getChild(getChild({ pointer: "#", value: document }, "paths"), path), method));
}

/** Lists the nodes of a body, a status, a parameter or a header. */
function listStarts(document: OpenAPIDocument, info: OperationInfo, start: string): Node[] {
  const operation = getOperation(document, info);
  const responses = [...info.responses.keys()].map((status) => {
    return { status, node: followRefs(document, getChild(getChild(operation, "responses"), status)) };
  });
  const successes = responses.filter(({ status }) => isSuccess(status, info)).map(({ node }) => node);
  const errors = responses.filter(({ status }) => !isSuccess(status, info)).map(({ node }) => node);
  const [, kind = "", name = ""] = /^(.*) (.*)$/.exec(start) ?? [];
  if (kind === "status") return responses.filter(({ status }) => status === name).map(({ node }) => node);
  if (kind.endsWith("header") && kind !== "header")
    return listHeaders(document, kind === "error header" ? errors : successes, name);
  if (kind !== "") return listParameters(document, info, kind, name);
  if (start === "request") return listBodies([followRefs(document, getChild(operation, "requestBody"))]);
  if (start === "chunk") return listEvents(document, successes);
  return listBodies(start === "error" ? errors : successes);
}

function listBodies(holders: readonly Node[]): Node[] {
  return holders.flatMap((holder) => {
    const { content } = holder.value as Response;
    const [type] = getMainContent(content) ?? [];
    return type === undefined ? [] : [getChild(getChild(getChild(holder, "content"), type), "schema")];
  });
}

/** Lists the schemas of one event's data. Some documents describe the whole event, as `{ data: … }`. */
function listEvents(document: OpenAPIDocument, holders: readonly Node[]): Node[] {
  const schemas = holders.flatMap((holder) => {
    const { content } = holder.value as Response;
    const media = getEventContent(content);
    const [type] = Object.entries(content ?? {}).find(([, one]) => one === media) ?? [];
    if (type === undefined) return [];
    const schema = followRefs(document, getChild(getChild(getChild(holder, "content"), type), "schema"));
    const event = getChild(schema, "contentSchema");
    return [event.value === undefined ? schema : event];
  });
  const data = takeStep(document, schemas, ".data");
  return data.length > 0 ? data : schemas;
}

function listHeaders(document: OpenAPIDocument, holders: readonly Node[], name: string): Node[] {
  return holders.flatMap((holder) => {
    const headers = getChild(holder, "headers");
    const names = Object.keys(isObject(headers.value) ? headers.value : {});
    return names.filter((one) => one.toLowerCase() === name).map((one) => followRefs(document, getChild(headers, one)));
  });
}

function listParameters(document: OpenAPIDocument, info: OperationInfo, where: string, name: string): Node[] {
  const operation = getOperation(document, info);
  const path = getChild(getChild({ pointer: "#", value: document }, "paths"), info.path);
  return [operation, path].flatMap((holder) => {
    const list = getChild(holder, "parameters");
    const all: readonly (Parameter | Reference)[] = Array.isArray(list.value) ? list.value : [];
    return all.flatMap((given, index) => {
      const parameter = resolveRef<Parameter>(document, given);
      const isNamed = parameter.in === "header" ? parameter.name?.toLowerCase() === name : parameter.name === name;
      return isNamed && parameter.in === where ? [followRefs(document, getChild(list, String(index)))] : [];
    });
  });
}

/** Lists the objects that a missing field would belong to; without one, the given nodes. */
function listContainers(document: OpenAPIDocument, nodes: readonly Node[]): Node[] {
  const objects = expandAll(document, nodes).filter(({ value }) => isObject(value) && isObject(value["properties"]));
  return objects.length > 0 ? objects : nodes.map((node) => followRefs(document, node));
}

function takeStep(document: OpenAPIDocument, nodes: readonly Node[], step: string): Node[] {
  if (step.startsWith("(")) {
    const [, field = "", value = ""] = /^\(([^=]*)=(.*)\)$/.exec(step) ?? [];
    return listMembers(document, nodes).filter((node) => {
      const tags = takeStep(document, [node], `.${field}`);
      return expandAll(document, tags).some((tag) => readLiterals(tag.value).includes(value));
    });
  }
  const all = expandAll(document, nodes);
  if (step === "[]") return keepPresent(all.map((node) => getChild(node, "items")));
  if (step === "[key]") return keepPresent(all.map((node) => getChild(node, "additionalProperties")));
  return keepPresent(all.map((node) => getChild(getChild(node, "properties"), step.slice(1))));
}

const unionKeywords = ["anyOf", "oneOf"];

function keepPresent(nodes: readonly Node[]): Node[] {
  return nodes.filter(({ value }) => value !== undefined && value !== null);
}

function readLiterals(value: unknown): string[] {
  if (!isObject(value)) return [];
  const { enum: list } = value;
  return ("const" in value ? [value["const"]] : Array.isArray(list) ? list : []).map(String);
}

/** Follows references and lists the members of unions, but not the unions themselves. */
function listMembers(document: OpenAPIDocument, nodes: readonly Node[]): Node[] {
  const all = expand(document, nodes, unionKeywords);
  return all.filter(({ value }) => unionKeywords.every((keyword) => !isObject(value) || value[keyword] === undefined));
}

/** Follows references and lists the schemas with all that they are composed of. */
function expandAll(document: OpenAPIDocument, nodes: readonly Node[]): Node[] {
  return expand(document, nodes, ["allOf", ...unionKeywords]);
}

function expand(document: OpenAPIDocument, nodes: readonly Node[], keywords: readonly string[]): Node[] {
  const found = new Map<string, Node>();
  const visit = (given: Node): void => {
    const node = followRefs(document, given);
    if (found.has(node.pointer)) return;
    found.set(node.pointer, node);
    for (const keyword of keywords) {
      const list = getChild(node, keyword);
      const members: readonly unknown[] = Array.isArray(list.value) ? list.value : [];
      for (const index of members.keys()) visit(getChild(list, String(index)));
    }
  };
  for (const node of nodes) visit(node);
  return [...found.values()];
}

function followRefs(document: OpenAPIDocument, node: Node, seen: ReadonlySet<string> = new Set()): Node {
  const $ref = isObject(node.value) ? node.value["$ref"] : undefined;
  if (typeof $ref !== "string" || seen.has($ref)) return node;
  return followRefs(document, { pointer: $ref, value: lookUpPointer(document, $ref) }, new Set([...seen, $ref]));
}

function getChild({ pointer, value }: Node, key: string): Node {
  const segment = key.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25");
  return { pointer: `${pointer}/${segment}`, value: isObject(value) ? value[key] : undefined };
}
