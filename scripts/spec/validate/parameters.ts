import type { Oas3Rule } from "@redocly/openapi-core/lib/visitors.js";
import type { UserContext } from "@redocly/openapi-core/lib/walk.js";
import { findEncodingProblem } from "../form-format.ts";
import { isForm, isJSON } from "../media-types.ts";
import type { Parameter, RequestBody, Schema, SchemaObject } from "../openapi.ts";
import { findFormatProblem } from "../parameter-format.ts";
import { isReference } from "../refs.ts";
import type { SchemaResolver } from "../value-kinds.ts";
import { createReport } from "./problems.ts";

/** Reports parameters that the generated client could not send as they are typed. */
export const serializableParameters: Oas3Rule = () => ({
  Parameter: {
    /** When its schemas have been visited, and so repaired. */
    leave(node, { report, resolve, location }) {
      const problem = findFormatProblem(node as Parameter, createFileResolver(resolve));
      if (problem === undefined) return;
      const { message, advice, path } = problem;
      report(createReport("parameter", message, location.child([...path]).key(), advice));
    },
  },
});

/** Reports fields of forms that the generated client could not send as they are typed. */
export const serializableForms: Oas3Rule = () => ({
  RequestBody: {
    leave(node, { report, resolve, location }) {
      const { content = {} } = node as RequestBody;
      // Next to JSON, the client sends that.
      if (Object.keys(content).some(isJSON)) return;
      for (const [type, { schema = true, encoding = {} }] of Object.entries(content)) {
        if (!isForm(type)) continue;
        for (const [name, given] of Object.entries(encoding)) {
          const field = findField(schema, name, createFileResolver(resolve));
          const problem = field && findEncodingProblem(name, given, field.schema, field.resolve);
          if (problem === undefined) continue;
          const place = location.child(["content", type, "encoding", name, ...problem.path]);
          report(createReport("parameter", problem.message, place.key(), problem.advice));
        }
      }
    },
  },
});

/** Finds the schema of a field, with the resolver of its file. */
function findField(given: Schema, name: string, resolver: SchemaResolver): ReturnType<SchemaResolver> | undefined {
  const { schema, resolve } = resolver(given);
  const { properties = {}, allOf = [] } = schema;
  const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (field !== undefined) return resolve(field);
  return allOf.map((member) => findField(member, name, resolve)).find((found) => found !== undefined);
}

/**
 * Creates the resolver of a file.
 *
 * @param file the file of the schemas, if it is not that of the parameter
 */
function createFileResolver(resolve: UserContext["resolve"], file?: string): SchemaResolver {
  const resolver: SchemaResolver = (schema: Schema) => {
    if (!isReference(schema)) return { schema: typeof schema === "object" ? schema : {}, resolve: resolver };
    const { node, location } = resolve<SchemaObject>(schema, file);
    const next = createFileResolver(resolve, location?.source.absoluteRef);
    return isReference(node) ? next(node) : { schema: node ?? {}, resolve: next };
  };
  return resolver;
}
