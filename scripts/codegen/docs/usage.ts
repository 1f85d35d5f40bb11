import ts from "typescript";
import { getIdentifier } from "./declarations.ts";
import { readDocComment } from "./doc-comment.ts";
import type { Example } from "./examples.ts";
import type { Declaration } from "./types.ts";

/** Formats the import of a type or class without an `@example`, with an example value of the document. */
export function formatUsage(declaration: Declaration, example: Example | undefined): string {
  const [, folder] = /^(.*)\./.exec(declaration.name) ?? [];
  const modules: Record<string, string> = {
    models: "models",
    errors: "models/errors",
    operations: "models/operations",
  };
  const module = folder === undefined ? "@org/sdk" : `@org/sdk/${modules[folder]}`;
  const identifier = getIdentifier(declaration);
  if (folder === "errors" && ts.isClassDeclaration(declaration.node)) return formatCatchExample(identifier);
  const keyword = ts.isClassDeclaration(declaration.node) ? "import" : "import type";
  const statement = `${keyword} { ${identifier} } from "${module}";`;
  if (example?.value === undefined || example.value === null) return statement;
  return `${statement}\n\nconst value: ${identifier} = ${formatLiteral(example.value)};`;
}

/** Formats how to catch one class of error. */
function formatCatchExample(identifier: string): string {
  return `\`\`\`ts no-run: the call does not fail
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

/** Formats JSON as TypeScript: names without quotes, trailing commas. */
export function formatLiteral(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return json.replaceAll(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, "$1$2:").replaceAll(/([^,{[])\n(?=\s*[}\]])/g, "$1,\n");
}

/** Formats the examples of a comment as code blocks; `""` if it has none. */
export function formatExamples(node: ts.Node): string {
  const examples = readDocComment(node).tags.get("example") ?? [];
  return examples.map(formatFence).join("\n\n");
}

export function formatFence(text: string): string {
  return text.includes("```") ? text : `\`\`\`ts\n${text}\n\`\`\``;
}
