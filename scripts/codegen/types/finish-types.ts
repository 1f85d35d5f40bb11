import ts from "typescript";
import { unescapePercent } from "../../spec/transforms/escape-percent.ts";
import { formatSchemaComment, setComment } from "./schema-comment.ts";
import { createUnion, unwrapParentheses } from "./ts-nodes.ts";
import type { TypeWriter } from "./type-writer.ts";

/**
 * Creates a function that turns the nodes of openapi-typescript into the published form: schemas by name, optional
 * properties that accept `undefined`, flat unions, complete doc comments.
 */
export function createFinisher(writer: TypeWriter, names: ReadonlyMap<string, string>) {
  const visit = (node: ts.Node): ts.Node => {
    const schema = getReferencedSchema(node);
    const name = schema === undefined ? undefined : names.get(schema);
    if (name !== undefined) return ts.factory.createTypeReferenceNode(name);
    if (ts.isStringLiteral(node) || ts.isIdentifier(node)) return finishText(node);
    // Most nodes are properties and their objects. To create them is faster than to update them.
    if (ts.isPropertySignature(node)) return finishProperty(node, visit, writer);
    if (ts.isTypeLiteralNode(node)) {
      return ts.factory.createTypeLiteralNode(node.members.map((member) => visit(member) as ts.TypeElement));
    }
    const visited = ts.visitEachChild(node, visit, undefined);
    if (ts.isUnionTypeNode(visited)) return createUnion(visited.types);
    if (ts.isIntersectionTypeNode(visited)) return mergeIndexSignature(visited) ?? visited;
    if (ts.isParenthesizedTypeNode(visited) && !needsParentheses(visited.type)) return visited.type;
    return visited;
  };
  return <Node extends ts.Node>(node: Node): Node => visit(node) as Node;
}

function finishText(node: ts.StringLiteral | ts.Identifier): ts.Node {
  const text = unescapePercent(node.text);
  if (text === node.text) return node;
  return ts.isIdentifier(node) ? ts.factory.createIdentifier(text) : ts.factory.createStringLiteral(text);
}

/** `components["schemas"]["Pet"]` → `Pet`. */
function getReferencedSchema(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType, indexType } = node.objectType;
  const isSchemas = ts.isTypeReferenceNode(objectType) && getNodeText(objectType.typeName) === "components";
  return isSchemas && getNodeText(indexType) === "schemas" ? getNodeText(node.indexType) : undefined;
}

function getNodeText(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;
}

function finishProperty(
  original: ts.PropertySignature,
  visit: (node: ts.Node) => ts.Node,
  writer: TypeWriter,
): ts.PropertySignature {
  const { modifiers, questionToken } = original;
  const name = visit(original.name) as ts.PropertyName;
  const bare = original.type === undefined ? undefined : unwrapParentheses(visit(original.type) as ts.TypeNode);
  const type = questionToken === undefined || bare === undefined ? bare : addUndefined(bare);
  const property = ts.factory.createPropertySignature(modifiers, name, questionToken, type);
  const schema = writer.getSchema(original);
  if (schema !== undefined) setComment(property, formatSchemaComment(schema, getNodeText(name) ?? ""));
  else setComment(property, cleanComment(ts.getSyntheticLeadingComments(original)?.[0]?.text ?? ""));
  return property;
}

function addUndefined(type: ts.TypeNode): ts.TypeNode {
  const { NeverKeyword, UnknownKeyword, UndefinedKeyword } = ts.SyntaxKind;
  if (type.kind === NeverKeyword || type.kind === UnknownKeyword) return type;
  // A union is flat already.
  const members = ts.isUnionTypeNode(type) ? type.types : [type];
  if (members.some(({ kind }) => kind === UndefinedKeyword)) return type;
  return ts.factory.createUnionTypeNode([...members, ts.factory.createKeywordTypeNode(UndefinedKeyword)]);
}

/** Replaces the `@description` in openapi-typescript's comment on an operation or a part of it with a paragraph. */
function cleanComment(text: string): string[] {
  const plain = text
    .replace(/^\*\n?/, "")
    .replaceAll(/^ \* ?(?: {4})?/gm, "")
    .replace(/^ ?@description /m, "\n")
    .replaceAll("*\\/", "*/")
    .trim();
  return plain === "" ? [] : plain.split("\n");
}

/**
 * Merges `{ a: string } & { [key: string]: number }` into one object whose index signature includes the properties.
 * No value is assignable to the intersection, since TypeScript requires `a` to be a number as well.
 */
function mergeIndexSignature({ types }: ts.IntersectionTypeNode): ts.TypeNode | undefined {
  const [object, open, ...others] = types;
  if (object === undefined || open === undefined || others.length > 0) return undefined;
  if (!ts.isTypeLiteralNode(object) || !ts.isTypeLiteralNode(open)) return undefined;
  const [index, ...rest] = open.members;
  if (index === undefined || rest.length > 0 || !ts.isIndexSignatureDeclaration(index)) return undefined;
  const properties = object.members.flatMap((member) => (ts.isPropertySignature(member) && member.type) || []);
  const type = index.type.kind === ts.SyntaxKind.UnknownKeyword ? index.type : createUnion([index.type, ...properties]);
  const member = ts.factory.updateIndexSignature(index, index.modifiers, index.parameters, type);
  return ts.factory.createTypeLiteralNode([...object.members, member]);
}

function needsParentheses(type: ts.TypeNode): boolean {
  return (
    ts.isUnionTypeNode(type) ||
    ts.isIntersectionTypeNode(type) ||
    ts.isFunctionTypeNode(type) ||
    ts.isConstructorTypeNode(type) ||
    ts.isConditionalTypeNode(type) ||
    ts.isTypeOperatorNode(type) ||
    ts.isInferTypeNode(type) ||
    ts.isTypeQueryNode(type)
  );
}
