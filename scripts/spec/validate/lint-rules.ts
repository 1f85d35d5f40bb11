import type { Oas3Rule } from "@redocly/openapi-core/lib/visitors.js";
import { parseType } from "../../lib/typescript.ts";
import { serializableParameters } from "./parameters.ts";

const types = new Set(["null", "boolean", "object", "array", "number", "integer", "string"]);

/** What the generator requires beyond the OpenAPI specification, as Redocly rules, which report exact locations. */
export const lintRules: Record<string, Oas3Rule> = {
  "resolved-refs": () => ({
    ref: {
      leave(node, { report, location }, resolved) {
        if (resolved.node !== undefined) return;
        report({
          message: `The $ref "${node.$ref}" has no target${formatReadError(resolved)}`,
          location: location.child(["$ref"]),
        });
      },
    },
  }),

  "unique-operation-id": () => {
    const seen = new Set<string>();
    return {
      Operation({ operationId }, { report, location }) {
        if (operationId === undefined) return;
        if (seen.has(operationId)) {
          report({
            message: `operationId must be unique, and two operations have "${operationId}"`,
            location: location.child(["operationId"]),
          });
        }
        seen.add(operationId);
      },
    };
  },

  "serializable-parameters": serializableParameters,

  "supported-keywords": () => ({
    Schema(node, { report, location }) {
      const schema = node as Record<string, unknown>;
      for (const keyword of ["$dynamicRef", "$recursiveRef"]) {
        if (typeof schema[keyword] !== "string") continue;
        report({
          message: `The keyword ${keyword} is not supported`,
          location: location.child([keyword]).key(),
          suggest: ["Use $ref, and write out the schema that it stands for."],
        });
      }
      for (const type of [schema["type"] ?? "null"].flat()) {
        if (types.has(String(type))) continue;
        report({
          message: `Unknown type "${String(type)}"`,
          location: location.child(["type"]),
          suggest: [`Use one of ${[...types].join(", ")}.`],
        });
      }
      const text = schema["x-ts-type"];
      if (text !== undefined && (typeof text !== "string" || parseType(text) === undefined)) {
        report({
          message: `x-ts-type must be a TypeScript type, got "${String(text)}"`,
          location: location.child(["x-ts-type"]),
        });
      }
    },
    MediaType(media: object, { report, location }) {
      if (!("itemSchema" in media)) return;
      report({
        message: "The keyword itemSchema belongs to OpenAPI 3.2, which is not supported",
        location: location.child(["itemSchema"]).key(),
        suggest: ["Write schema: { type: string, contentMediaType: text/event-stream, contentSchema: … } instead."],
      });
    },
    ref: {
      leave({ $ref }, { report, location }) {
        if (!/^#[^/]/.test($ref)) return;
        report({
          message: `The $ref "${$ref}" points to an $anchor, which is not supported`,
          location: location.child(["$ref"]),
          suggest: ["Use the path of the schema: #/components/schemas/Name."],
        });
      },
    },
  }),
};

/** Formats why a file cannot be read, without its absolute path. */
function formatReadError({ error }: { error?: Error | undefined }): string {
  if (error === undefined) return "";
  const text = error.message.includes("ENOENT") ? "the file does not exist" : error.message.replace(/ in "[^"]*"/, "");
  return ` (${text})`;
}
