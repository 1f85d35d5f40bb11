import ts from "typescript";
import { identifierOf, type Declaration } from "./declarations.ts";
import { docComment, saidOf } from "./doc-comment.ts";
import type { Example } from "./examples.ts";
import { membersOf, type Member } from "./members.ts";
import { cell, mark, table } from "./table.ts";
import { code, hrefOf, referenceName, typeText, unionMembers, type PageContext } from "./type-text.ts";

/** The page about one type or class: what it is, how to import it, an example, its fields or values. */
export function declarationPage(declaration: Declaration, page: PageContext, example: Example | undefined): string {
  const { node } = declaration;
  const { tags } = docComment(node);
  const parameters = node.typeParameters?.map(({ name }) => name.text).join(", ");
  const sections = [
    `# ${identifierOf(declaration)}${parameters === undefined ? "" : `\\<${parameters}\\>`}`,
    ...(tags.has("deprecated") ? ["**Deprecated.**"] : []),
    saidOf(declaration, page),
    ...heritage(declaration, page),
    "## Example Usage",
    fence(tags.get("example")?.[0] ?? usage(declaration, example)),
    ...content(declaration, page, example),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** A table of fields, as the parameters and options have it too. */
export function memberTable(members: readonly Member[], example?: Example): string {
  const shown = members.map(({ name }) => shortJSON(example?.fields.get(name)));
  const withExamples = shown.some((text) => text !== "");
  return table(
    ["Field", "Type", "Required", "Description", ...(withExamples ? ["Example"] : [])],
    members.map(({ name, type, isRequired, description }, index) =>
      [code(name), type, mark(isRequired), description, shown[index] ?? ""].map(cell),
    ),
  );
}

function heritage({ node, scope }: Declaration, page: PageContext): string[] {
  if (!ts.isClassDeclaration(node)) return [];
  const parents = (node.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
  return parents.map((parent) => {
    const href = hrefOf(parent, scope, page);
    return `Extends ${href ? `[${scope(parent) ?? parent}](${href})` : code(parent)}.`;
  });
}

function usage(declaration: Declaration, example: Example | undefined): string {
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

function fence(text: string): string {
  return text.startsWith("```") ? text : `\`\`\`ts\n${text}\n\`\`\``;
}

function content(declaration: Declaration, page: PageContext, example: Example | undefined): string[] {
  const { node } = declaration;
  const members = membersOf(declaration, page);
  if (members.length > 0) return ["## Fields", memberTable(members, example)];
  if (!ts.isTypeAliasDeclaration(node)) return [];
  const alternatives = unionMembers(node.type);
  const isTypes = alternatives.some((member) => referenceName(member, declaration.scope) !== undefined);
  return [
    isTypes ? "## Supported Types" : "## Values",
    alternatives.map((member) => `- ${alternativeText(member, declaration, page)}`).join("\n"),
  ];
}

function alternativeText(type: ts.TypeNode, declaration: Declaration, page: PageContext): string {
  if (type.getText() === "(string & {})") return "any other `string`: the API adds values without notice";
  const target = page.declarations.get(referenceName(type, declaration.scope) ?? "");
  const [said = ""] = target === undefined ? [] : saidOf(target, page).split("\n\n");
  const text = typeText(type, declaration, page);
  return said === "" ? text : `${text}: ${said.replaceAll(/\s*\n\s*/g, " ")}`;
}

function shortJSON(value: unknown): string {
  const text = value === undefined ? "" : JSON.stringify(value);
  return text === "" || text.length > 60 ? "" : code(text);
}
