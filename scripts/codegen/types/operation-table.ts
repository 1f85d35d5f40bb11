import ts from "typescript";
import { tsPropertyIndex } from "openapi-typescript";
import { eventContent, isSuccess, listOperations, mainContent, type OperationInfo } from "../../spec/operations.ts";
import { resolveSchema } from "../../spec/refs.ts";
import type { MediaType, OpenAPIDocument, Response, Schema } from "../../spec/openapi.ts";
import { setComment } from "./schema-comment.ts";
import type { TypeWriter } from "./type-writer.ts";
import { unionOf } from "./union.ts";

/**
 * The members of `interface Operations`: what each operation takes and gives, as plain named types, which are
 * cheaper to check, and to read in a hover, than what one digs out of `paths`.
 */
export function operationTable(document: OpenAPIDocument, writer: TypeWriter): ts.TypeElement[] {
  return listOperations(document).map((info) => {
    const responses = [...info.responses];
    const successes = responses.filter(([status]) => isSuccess(status, info)).map(([, response]) => response);
    const errors = responses.filter(([status]) => !isSuccess(status, info));
    const events = successes.flatMap(({ content }) => eventSchema(document, content) ?? []);
    const body = (response: Response): ts.TypeNode => typeOf(mainContent(response.content)?.[1], "#/", writer);
    const members = [
      property("request", requestType(info, writer)),
      property("response", successes.length === 0 ? nothing() : unionOf(successes.map(body))),
      ...(events.length === 0 ? [] : [property("event", unionOf(events.map((event) => writer.write(event, "#/"))))]),
      property(
        "errors",
        ts.factory.createTypeLiteralNode(errors.map(([status, response]) => property(status, body(response)))),
      ),
    ];
    const { method, path, operation } = info;
    const operationProperty = property(info.id, ts.factory.createTypeLiteralNode(members));
    setComment(operationProperty, [
      `\`${method.toUpperCase()} ${path}\`${operation.summary === undefined ? "" : `: ${operation.summary.trim()}`}`,
      ...(operation.deprecated === true ? ["@deprecated"] : []),
    ]);
    return operationProperty;
  });
}

/** The schema of one event: the string's `contentSchema`, or, in documents that write it so, the schema itself. */
export function eventSchema(document: OpenAPIDocument, content: Response["content"]): Schema | undefined {
  const media = eventContent(content);
  if (media === undefined) return undefined;
  const schema = resolveSchema(document, media.schema ?? true);
  return schema.contentSchema ?? media.schema ?? true;
}

function requestType({ requestBody }: OperationInfo, writer: TypeWriter): ts.TypeNode {
  const [, media] = mainContent(requestBody?.content) ?? [];
  const type = typeOf(media, "#/components/requestBodies/", writer);
  return requestBody?.required === true || media === undefined ? type : unionOf([type, nothing()]);
}

function typeOf(media: MediaType | undefined, path: string, writer: TypeWriter): ts.TypeNode {
  return media === undefined ? nothing() : writer.write(media.schema ?? true, path);
}

function nothing(): ts.TypeNode {
  return ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
}

function property(name: string, type: ts.TypeNode): ts.PropertySignature {
  return ts.factory.createPropertySignature(undefined, tsPropertyIndex(name), undefined, type);
}
