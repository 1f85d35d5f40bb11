import ts from "typescript";
import { formatDeclarationSection, formatTitle } from "./declaration-page.ts";
import { getIdentifier } from "./declarations.ts";
import { formatDescription } from "./doc-comment.ts";
import { formatFunctionSection, isFunction } from "./function-section.ts";
import { getMainFunction, getModuleTitle } from "./page-paths.ts";
import { listOptionTypes } from "./parameter-table.ts";
import type { Declaration, Module, PageContext } from "./types.ts";
import { formatExamples } from "./usage.ts";

/** Formats the page of an entry: its import, the function that it is named after, then its other exports. */
export function formatModulePage(module: Module, page: PageContext): string {
  const { own, shared } = module;
  const main = getMainFunction(module);
  const others = own.filter((declaration) => declaration !== main);
  const formatSection = (declaration: Declaration, level: number): string[] =>
    isFunction(declaration)
      ? formatFunctionSection(declaration, page, level)
      : formatTypeSection(declaration, own.filter(isFunction), main, page);
  return [
    `# ${getModuleTitle(module)}`,
    formatImport(module, main),
    ...(main === undefined ? [formatContents(others, page)] : formatSection(main, 1)),
    ...others.flatMap((declaration) => [`## ${formatTitle(declaration)}`].concat(formatSection(declaration, 2))),
    ...(shared.length === 0 ? [] : ["## Other exports", shared.map((name) => formatListItem(name, page)).join("\n")]),
  ].join("\n\n");
}

/** The longest import that is written on one line. */
const importWidth = 100;

/**
 * Formats the import of everything that only this entry exports, types last, and the other import paths. If that does
 * not fit on a line, of the functions alone, with the function that the entry is named after first.
 */
function formatImport({ own, module, synonyms }: Module, main: Declaration | undefined): string {
  const values = own.filter(isValue).map(getIdentifier);
  const types = own.filter((declaration) => !isValue(declaration)).map(getIdentifier);
  const keyword = values.length === 0 ? "import type" : "import";
  const from = `from "${module}";`;
  const others = synonyms.map((synonym) => ` // or "${synonym}"`).join("");
  const format = (names: readonly string[], comment = ""): string => {
    const line = `${keyword} { ${names.join(", ")} } ${from}`;
    const lines = [`${keyword} {`, ...names.map((name) => `  ${name},`), `} ${from}`].join("\n");
    return `\`\`\`ts\n${line.length > importWidth ? lines : line}${others}${comment}\n\`\`\``;
  };
  const all = format([...values, ...types.map((name) => (values.length === 0 ? name : `type ${name}`))]);
  const functions = own.filter(isFunction).toSorted((a, b) => Number(b === main) - Number(a === main));
  if (!all.includes("\n  ") || functions.length === 0) return all;
  return format(functions.map(getIdentifier), "\n// Everything else on this page has the same import path.");
}

function isValue({ node }: Declaration): boolean {
  return ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node);
}

/** Formats the list of the exports, each with the first paragraph of its description. */
function formatContents(declarations: readonly Declaration[], page: PageContext): string {
  return declarations
    .map((declaration) => {
      const [description = ""] = formatDescription(declaration, page).split("\n\n");
      return `${formatListItem(declaration.name, page)}: ${description.replaceAll(/\s*\n\s*/g, " ")}`;
    })
    .join("\n");
}

function formatListItem(name: string, page: PageContext): string {
  return `- [${name}](${page.link(name)})`;
}

/** Formats the section of a type. Options refer to the parameters of the function that lists their fields. */
function formatTypeSection(
  declaration: Declaration,
  functions: readonly Declaration<ts.FunctionDeclaration>[],
  main: Declaration | undefined,
  page: PageContext,
): string[] {
  const owner = functions.find((each) => listOptionTypes(each.node, each).includes(declaration.name));
  const usage = formatExamples(declaration.node);
  if (owner === undefined) return formatDeclarationSection(declaration, page, 2, usage);
  const link = owner === main ? "[Parameters](#parameters)" : `[${owner.name}](${page.link(owner.name)})`;
  const texts = [formatDescription(declaration, page), `For its fields, see ${link}.`];
  return usage === "" ? texts : [...texts, "### Example Usage", usage];
}
