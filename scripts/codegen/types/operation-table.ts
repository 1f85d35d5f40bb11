import ts from "typescript";
import type { MediaType, OpenAPIDocument, Response } from "../../spec/openapi.ts";
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
 * Creates the members of `interface Operations`: the types of each operation's request, response, event and errors.
 * Named types are faster to check, and easier to read in an editor, than lookups in `paths`.
 */
export function createOperationTable(document: OpenAPIDocument, writer: TypeWriter): ts.TypeElement[] {
  return listOperations(document).map((info) => {
    const responses = [...info.responses];
    const successes = responses.filter(([status]) => isSuccess(status, info)).map(([, response]) => response);
    const errors = responses.filter(([status]) => !isSuccess(status, info));
    const events = successes.flatMap(({ content }) => getEventSchema(document, content) ?? []);
    const body = (response: Response): ts.TypeNode => writeMedia(getMainContent(response.content)?.[1], "#/", writer);
    const members = [
      createProperty("request", writeRequest(info, writer)),
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

function writeRequest({ requestBody }: OperationInfo, writer: TypeWriter): ts.TypeNode {
  const [, media] = getMainContent(requestBody?.content) ?? [];
  const type = writeMedia(media, "#/components/requestBodies/", writer);
  return requestBody?.required === true || media === undefined ? type : createUnion([type, createUndefined()]);
}

function writeMedia(media: MediaType | undefined, path: string, writer: TypeWriter): ts.TypeNode {
  return media === undefined ? createUndefined() : writer.write(media.schema ?? true, path);
}

function createUndefined(): ts.TypeNode {
  return ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
}
