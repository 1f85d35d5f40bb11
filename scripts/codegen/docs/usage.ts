import ts from "typescript";
import { identifierOf } from "./declarations.ts";
import { docComment } from "./doc-comment.ts";
import type { Example } from "./examples.ts";
import type { Declaration } from "./types.ts";

/** How to use a type or class whose comment has no example: its import, and the value that the document has of it. */
export function usageOf(declaration: Declaration, example: Example | undefined): string {
  const [, folder] = /^(.*)\./.exec(declaration.name) ?? [];
  const modules: Record<string, string> = {
    models: "models",
    errors: "models/errors",
    operations: "models/operations",
  };
  const module = folder === undefined ? "@org/sdk" : `@org/sdk/${modules[folder]}`;
  const identifier = identifierOf(declaration);
  if (folder === "errors" && ts.isClassDeclaration(declaration.node)) return catching(identifier);
  const keyword = ts.isClassDeclaration(declaration.node) ? "import" : "import type";
  const statement = `${keyword} { ${identifier} } from "${module}";`;
  if (example?.value === undefined || example.value === null) return statement;
  return `${statement}\n\nconst value: ${identifier} = ${literal(example.value)};`;
}

/** How an error of a call is told from the others. */
function catching(identifier: string): string {
  return `\`\`\`ts no-run: nothing fails here
import { OpenRouter } from "@org/sdk";
import { ${identifier} } from "@org/sdk/models/errors";

const openRouter = new OpenRouter();
try {
  await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
} catch (error) {
  if (!${identifier}.isInstance(error)) throw error;
  console.error(error.message);
}
\`\`\``;
}

/** JSON as TypeScript is written: names without quotes, a comma behind the last member too. */
function literal(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return json.replaceAll(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, "$1$2:").replaceAll(/([^,{[])\n(?=\s*[}\]])/g, "$1,\n");
}

/** The examples of a comment as blocks of code; `""` if it has none. */
export function exampleFences(node: ts.Node): string {
  const examples = docComment(node).tags.get("example") ?? [];
  return examples.map(fence).join("\n\n");
}

export function fence(text: string): string {
  return text.includes("```") ? text : `\`\`\`ts\n${text}\n\`\`\``;
}
