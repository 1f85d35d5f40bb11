import ts from "typescript";
import type { MediaType, OpenAPIDocument, Response } from "../../spec/openapi.ts";
import { getEventSchema, isSuccess, listOperations, mainContent, type OperationInfo } from "../../spec/operations.ts";
import { setComment } from "./schema-comment.ts";
import { createProperty, createUnion } from "./ts-nodes.ts";
import type { TypeWriter } from "./type-writer.ts";

/**
 * The members of `interface Operations`: what each operation takes and gives, as plain named types, which are
 * cheaper to check, and to read in a hover, than what one digs out of `paths`.
 */
export function operationTable(document: OpenAPIDocument, writer: TypeWriter): ts.TypeElement[] {
  return listOperations(document).map((info) => {
    const responses = [...info.responses];
    const successes = responses.filter(([status]) => isSuccess(status, info)).map(([, response]) => response);
    const errors = responses.filter(([status]) => !isSuccess(status, info));
    const events = successes.flatMap(({ content }) => getEventSchema(document, content) ?? []);
    const body = (response: Response): ts.TypeNode => typeOf(mainContent(response.content)?.[1], "#/", writer);
    const members = [
      createProperty("request", requestType(info, writer)),
      createProperty("response", successes.length === 0 ? nothing() : createUnion(successes.map(body))),
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

function requestType({ requestBody }: OperationInfo, writer: TypeWriter): ts.TypeNode {
  const [, media] = mainContent(requestBody?.content) ?? [];
  const type = typeOf(media, "#/components/requestBodies/", writer);
  return requestBody?.required === true || media === undefined ? type : createUnion([type, nothing()]);
}

function typeOf(media: MediaType | undefined, path: string, writer: TypeWriter): ts.TypeNode {
  return media === undefined ? nothing() : writer.write(media.schema ?? true, path);
}

function nothing(): ts.TypeNode {
  return ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
}
