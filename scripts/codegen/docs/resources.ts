import ts from "typescript";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { listOperations, type OperationInfo } from "../../spec/operations.ts";
import { getDeclaration } from "./declarations.ts";
import { isFunction } from "./function-section.ts";
import { getReferenceName } from "./type-text.ts";
import type { Declaration, Declarations, Module } from "./types.ts";

/** A namespace of the client: `openRouter.models`. */
export interface Resource {
  /** Its property in the client: `models`. */
  readonly namespace: string;
  /** The path of its page below `docs`. */
  readonly path: string;
  /** Its class. */
  readonly declaration: Declaration<ts.ClassDeclaration>;
  readonly methods: readonly ResourceMethod[];
}

/** A method of a namespace, with what it is the same as. */
export interface ResourceMethod {
  /** Its name: `list`. */
  readonly name: string;
  /** The method, or the first of its overloads. */
  readonly node: ts.MethodDeclaration;
  /** Its operation in the document. */
  readonly info: OperationInfo;
  /** Its standalone function. */
  readonly function: Declaration<ts.FunctionDeclaration>;
  /** The import path of the function. */
  readonly module: string;
}

/**
 * Lists the namespaces of the client with their methods, in the order of the sources. An operation without a method
 * does not occur: only the raw client has it.
 */
export function listResources(
  document: OpenAPIDocument,
  declarations: Declarations,
  modules: readonly Module[],
): Resource[] {
  const client = getDeclaration(declarations, "OpenRouter");
  const members = ts.isClassDeclaration(client.node) ? client.node.members.filter(ts.isPropertyDeclaration) : [];
  const operations = new Map(listOperations(document).map((info) => [info.operation["x-sdk-method"], info]));
  return members.flatMap(({ name, type }): Resource[] => {
    const declaration = declarations.get((type && getReferenceName(type, client.scope)) ?? "");
    if (declaration === undefined || !isClass(declaration)) return [];
    const namespace = name.getText();
    const path = `sdks/${namespace.toLowerCase()}/README.md`;
    const methods = listMethods(declaration).map(([method, node]): ResourceMethod => {
      const id = `${namespace}.${method}`;
      const info = operations.get(id);
      if (info === undefined) throw new Error(`The document must have an operation with the x-sdk-method ${id}`);
      const functionName = `${namespace}${method.replace(/^./, (letter) => letter.toUpperCase())}`;
      const { declaration: standalone, module } = findFunction(functionName, modules);
      return { name: method, node, info, function: standalone, module };
    });
    return [{ namespace, path, declaration, methods }];
  });
}

function isClass(declaration: Declaration): declaration is Declaration<ts.ClassDeclaration> {
  return ts.isClassDeclaration(declaration.node);
}

/** Lists the public methods of a class. Of overloads, the first has the comment. */
function listMethods({ node }: Declaration<ts.ClassDeclaration>): (readonly [string, ts.MethodDeclaration])[] {
  const methods = node.members.filter(ts.isMethodDeclaration).filter(({ name }) => ts.isIdentifier(name));
  return [...new Set(methods.map(({ name }) => name.getText()))].map((name) => {
    return [name, methods.find((method) => method.name.getText() === name) as ts.MethodDeclaration];
  });
}

function findFunction(name: string, modules: readonly Module[]) {
  for (const { own, module } of modules) {
    const declaration = own.filter(isFunction).find((each) => each.name === name);
    if (declaration !== undefined) return { declaration, module };
  }
  throw new Error(`The SDK must export the function ${name} from an entry of its own`);
}
