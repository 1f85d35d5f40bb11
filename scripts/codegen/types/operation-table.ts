import {
  addJSDocComment,
  transformParameterObject,
  type AnnotatedSchemaObject,
  type ParameterObject,
} from "openapi-typescript";
import ts from "typescript";
import type { MediaType, OpenAPIDocument, Parameter, Response } from "../../spec/openapi.ts";
import {
  getEventSchema,
  isSuccess,
  listOperations,
  getMainContent,
  type OperationInfo,
} from "../../spec/operations.ts";
import { setComment } from "./schema-comment.ts";
import { createProperty, createUnion } from "./ts-nodes.ts";
import type { TypeWriter } from "./type-writer.ts";

/**
 * Creates the members of `interface Operations`: the types of each operation's parameters, request, response, event and
 * errors. The request is the body; without a body, it is the parameters of the path and of the query in one object.
 * Named types are faster to check, and easier to read in an editor, than lookups in `paths`.
 */
export function createOperationTable(document: OpenAPIDocument, writer: TypeWriter): ts.TypeElement[] {
  const writeParameter = createParameterWriter(writer);
  return listOperations(document).map((info) => {
    const responses = [...info.responses];
    const successes = responses.filter(([status]) => isSuccess(status, info)).map(([, response]) => response);
    const errors = responses.filter(([status]) => !isSuccess(status, info));
    const events = successes.flatMap(({ content }) => getEventSchema(document, content) ?? []);
    const body = (response: Response): ts.TypeNode => writeMedia(getMainContent(response.content)?.[1], "#/", writer);
    const parameters = writeParameters(info, writeParameter);
    const members = [
      ...(parameters.length === 0 ? [] : [createProperty("parameters", ts.factory.createTypeLiteralNode(parameters))]),
      createProperty("request", writeRequest(info, parameters, writer)),
      createProperty("response", successes.length === 0 ? createUndefined() : createUnion(successes.map(body))),
      ...(events.length === 0
        ? []
        : [createProperty("event", createUnion(events.map((event) => writer.write(event, "#/"))))]),
      createProperty(
        "errors",
        ts.factory.createTypeLiteralNode(errors.map(([status, response]) => createProperty(status, body(response)))),
      ),
    ];
    const { method, path, operation } = info;
    const operationProperty = createProperty(info.id, ts.factory.createTypeLiteralNode(members));
    setComment(operationProperty, [
      `\`${method.toUpperCase()} ${path}\`${operation.summary === undefined ? "" : `: ${operation.summary.trim()}`}`,
      ...(operation.deprecated === true ? ["@deprecated"] : []),
    ]);
    return operationProperty;
  });
}

type ParameterWriter = (parameter: Parameter) => ts.PropertySignature;

/** Creates a function that writes a parameter as a property, once: many operations refer to the same parameter. */
function createParameterWriter({ context }: TypeWriter): ParameterWriter {
  const written = new Map<Parameter, ts.PropertySignature>();
  return (parameter) => {
    let property = written.get(parameter);
    if (property === undefined) {
      const type = transformParameterObject(parameter as ParameterObject, { path: parametersPath, ctx: context });
      const isOptional = parameter.in !== "path" && parameter.required !== true;
      property = createProperty(parameter.name ?? "", type, isOptional);
      addJSDocComment(parameter as AnnotatedSchemaObject, property);
      written.set(parameter, property);
    }
    return property;
  };
}

/** A path of schemas that callers write. */
const parametersPath = "#/components/parameters/name";

/** Returns one property for each location that has parameters, as openapi-fetch takes them in `params`. */
function writeParameters({ path, parameters }: OperationInfo, write: ParameterWriter): ts.PropertySignature[] {
  // A path can name a parameter that is not described.
  const missing = [...path.matchAll(/\{([^}]+)\}/g)]
    .map(([, name = ""]): Parameter => ({ name, in: "path", required: true, schema: { type: "string" } }))
    .filter(({ name }) => !parameters.some((parameter) => parameter.in === "path" && parameter.name === name));
  return ["path", "query", "header", "cookie"].flatMap((location) => {
    const properties = [...parameters, ...missing].filter((parameter) => parameter.in === location).map(write);
    if (properties.length === 0) return [];
    const isOptional = properties.every(({ questionToken }) => questionToken !== undefined);
    return createProperty(location, ts.factory.createTypeLiteralNode(properties), isOptional);
  });
}

function writeRequest(
  { requestBody }: OperationInfo,
  parameters: readonly ts.PropertySignature[],
  writer: TypeWriter,
): ts.TypeNode {
  if (requestBody === undefined) return writeParametersRequest(parameters);
  const [, media] = getMainContent(requestBody.content) ?? [];
  const type = writeMedia(media, "#/components/requestBodies/", writer);
  return requestBody.required === true || media === undefined ? type : createUnion([type, createUndefined()]);
}

/** Joins the parameters of the path and of the query. Where both have a name, it is the one of the path. */
function writeParametersRequest(parameters: readonly ts.PropertySignature[]): ts.TypeNode {
  const ofQuery = parameters.filter((location) => isNamed(location, "query"));
  const ofPath = parameters.filter((location) => isNamed(location, "path"));
  const members = new Map(
    [...ofPath, ...ofQuery]
      .flatMap(getProperties)
      .toReversed()
      .map((property) => [getName(property), property]),
  );
  return members.size === 0 ? createUndefined() : ts.factory.createTypeLiteralNode([...members.values()].toReversed());
}

function getProperties({ type }: { readonly type?: ts.TypeNode | undefined }): ts.PropertySignature[] {
  return type !== undefined && ts.isTypeLiteralNode(type) ? type.members.filter(ts.isPropertySignature) : [];
}

function isNamed(property: ts.PropertySignature, name: string): boolean {
  return getName(property) === name;
}

function getName({ name }: ts.PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}

function writeMedia(media: MediaType | undefined, path: string, writer: TypeWriter): ts.TypeNode {
  return media === undefined ? createUndefined() : writer.write(media.schema ?? true, path);
}

function createUndefined(): ts.TypeNode {
  return ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
}
