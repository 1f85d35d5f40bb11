import { isJSON } from "./media-types.ts";
import type { Encoding, Parameter, Schema } from "./openapi.ts";
import {
  findFormatProblem,
  readParameterFormat,
  type FormatProblem,
  type ParameterFormat,
} from "./parameter-format.ts";
import type { SchemaResolver } from "./value-kinds.ts";

/**
 * Reads the format of a field in `application/x-www-form-urlencoded`; `undefined` for the default, in which arrays
 * repeat the name and objects are JSON. As OpenAPI defines it, a style takes precedence over a `contentType`.
 */
export function readFormFormat(
  name: string,
  encoding: Encoding,
  schema: Schema,
  resolve: SchemaResolver,
): ParameterFormat | undefined {
  if (hasStyle(encoding)) return readParameterFormat(toParameter(name, encoding, schema), resolve);
  if (encoding.contentType === undefined || !isJSON(encoding.contentType)) return undefined;
  return readParameterFormat({ name, in: "form", content: { [encoding.contentType]: { schema } } }, resolve);
}

/** Finds out whether the values of a field cannot be serialized as the document says. */
export function findEncodingProblem(
  name: string,
  encoding: Encoding,
  schema: Schema,
  resolve: SchemaResolver,
): FormatProblem | undefined {
  return hasStyle(encoding) ? findFormatProblem(toParameter(name, encoding, schema), resolve) : undefined;
}

function hasStyle({ style, explode, allowReserved }: Encoding): boolean {
  return (style ?? explode ?? allowReserved) !== undefined;
}

function toParameter(name: string, { style, explode, allowReserved }: Encoding, schema: Schema): Parameter {
  return {
    name,
    in: "form",
    schema,
    ...(style === undefined ? {} : { style }),
    ...(explode === undefined ? {} : { explode }),
    ...(allowReserved === undefined ? {} : { allowReserved }),
  };
}
