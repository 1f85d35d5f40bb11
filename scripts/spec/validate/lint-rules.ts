import { SpecVersion } from "@redocly/openapi-core";
import type { Oas3Rule } from "@redocly/openapi-core/lib/visitors.js";
import { isObject } from "../../lib/objects.ts";
import { parseType } from "../../lib/typescript.ts";
import { serializableForms, serializableParameters } from "./parameters.ts";
import { eventStreamType, isEventStream } from "../media-types.ts";
import type { Node } from "../walk-nodes.ts";
import { createReport } from "./problems.ts";

const types = ["null", "boolean", "object", "array", "number", "integer", "string"];

/** What the generator requires beyond the structure of a document, as Redocly rules, which report exact locations. */
export const lintRules: Record<string, Oas3Rule> = {
  "resolved-refs": () => ({
    ref: {
      leave({ $ref }, { report, location, type }, resolved) {
        const place = location.child(["$ref"]);
        if (resolved.node === undefined) {
          report(createReport("reference", `The $ref "${$ref}" has no target${formatReadError(resolved)}`, place));
        } else if (type.name === "Schema" && isObject(resolved.node) && "openapi" in resolved.node) {
          const advice = "Write the path of a schema: `#/components/schemas/Name`.";
          report(createReport("reference", `The $ref "${$ref}" points to the whole document`, place, advice));
        } else if (!["object", "boolean"].includes(typeof resolved.node) && type.name !== "scalar") {
          report(createReport("reference", `The $ref "${$ref}" points to ${JSON.stringify(resolved.node)}`, place));
        }
      },
    },
  }),

  "unique-operation-id": () => {
    const seen = new Set<string>();
    return {
      Operation({ operationId }, { report, location }) {
        if (operationId === undefined || operationId === null) return;
        if (seen.has(operationId)) {
          const message = `operationId must be unique, and two operations have "${operationId}"`;
          report(createReport("operationId", message, location.child(["operationId"])));
        }
        seen.add(operationId);
      },
    };
  },

  "serializable-parameters": serializableParameters,
  "serializable-forms": serializableForms,

  "supported-keywords": () => ({
    Schema(node, { report, location, oasVersion }) {
      const schema = node as Node;
      if (oasVersion === SpecVersion.OAS3_0 && (Array.isArray(schema["type"]) || schema["type"] === "null")) {
        const message = `\`type: ${JSON.stringify(schema["type"])}\` belongs to OpenAPI 3.1; read as there`;
        report(createReport("otherVersion", message, location.child(["type"])));
      }
      for (const type of [schema["type"] ?? "null"].flat()) {
        if (types.includes(String(type))) continue;
        const place = location.child(["type"]);
        report(createReport("unknownType", `Unknown type "${String(type)}"`, place, getTypeAdvice(type)));
      }
      if (Array.isArray(schema["items"])) {
        const message = "`items` is a list, as in older JSON Schema; read as `prefixItems`";
        report(createReport("otherVersion", message, location.child(["items"]).key()));
      }
      const text = schema["x-ts-type"];
      if (text !== undefined && (typeof text !== "string" || parseType(text) === undefined)) {
        const message = `x-ts-type must be a TypeScript type, got "${String(text)}"`;
        report(createReport("tsType", message, location.child(["x-ts-type"])));
      }
    },
    MediaType(media: object, { report, location, key }) {
      if (!("itemSchema" in media) || isEventStream(String(key))) return;
      const message = `The keyword itemSchema of OpenAPI 3.2 is supported for ${eventStreamType} only, not for ${key}`;
      report(createReport("version32", message, location.child(["itemSchema"]).key()));
    },
  }),
};

function getTypeAdvice(type: unknown): string {
  if (type === "file") return "Write `type: string, format: binary`.";
  return `Use one of ${types.join(", ")}.`;
}

/** Formats why a file cannot be read, without its absolute path. */
function formatReadError({ error }: { error?: Error | undefined }): string {
  if (error === undefined) return "";
  const text = error.message.includes("ENOENT") ? "the file does not exist" : error.message.replace(/ in "[^"]*"/, "");
  return ` (${text})`;
}
