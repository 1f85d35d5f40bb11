import type ts from "typescript";
import type { Entry } from "./entries.ts";

export type DeclarationNode =
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.ClassDeclaration
  | ts.FunctionDeclaration;

/** Resolves an identifier to the public name of its declaration; `undefined` if that is not public. */
export type Scope = (identifier: string) => string | undefined;

/** A public export that a page can be about. */
export interface Declaration<Node extends DeclarationNode = DeclarationNode> {
  /** The name in the reference: `models.ChatCompletion`, `errors.ConnectionError`, `RetryConfig`. */
  readonly name: string;
  readonly node: Node;
  /** Resolves the identifiers of its types and comments. */
  readonly scope: Scope;
  /** The types that an alias such as `Operations["listModels"]["request"]` selects; none for other declarations. */
  readonly selected: readonly { readonly type: ts.TypeNode; readonly scope: Scope }[];
}

export type Declarations = ReadonlyMap<string, Declaration>;

/** An entry with a page of its own, about everything that only it exports. */
export interface Module extends Entry {
  readonly own: readonly Declaration[];
  /** The names of the exports that it shares with another entry. */
  readonly shared: readonly string[];
}

/** The inputs for writing a page: the public names, and the path from this page to others. */
export interface PageContext {
  readonly declarations: Declarations;
  /** Returns the relative URL of the page about a public name, and schedules that page. */
  link(name: string): string;
}
