import type { Oas3Rule } from "@redocly/openapi-core/lib/visitors.js";
import type { UserContext } from "@redocly/openapi-core/lib/walk.js";
import type { Parameter, Schema, SchemaObject } from "../openapi.ts";
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
