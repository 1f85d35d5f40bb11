import ts from "typescript";
import { declarationSection, titleOf } from "./declaration-page.ts";
import { identifierOf } from "./declarations.ts";
import { saidOf } from "./doc-comment.ts";
import { functionSection, isFunction } from "./function-section.ts";
import { mainOf, moduleTitle } from "./page-paths.ts";
import { optionsIn } from "./parameter-table.ts";
import type { Declaration, Module, PageContext } from "./types.ts";
import { exampleFences } from "./usage.ts";

/** The page about an entry: how to import it, the function that it is named after, then all else that it exports. */
export function modulePage(module: Module, page: PageContext): string {
  const { own, shared } = module;
  const main = mainOf(module);
  const others = own.filter((declaration) => declaration !== main);
  const sectionOf = (declaration: Declaration, level: number): string[] =>
    isFunction(declaration)
      ? functionSection(declaration, page, level)
      : typeSection(declaration, own.filter(isFunction), main, page);
  return [
    `# ${moduleTitle(module)}`,
    importOf(module),
    ...(main === undefined ? [contents(others, page)] : sectionOf(main, 1)),
    ...others.flatMap((declaration) => [`## ${titleOf(declaration)}`].concat(sectionOf(declaration, 2))),
    ...(shared.length === 0 ? [] : ["## More of this module", shared.map((name) => listed(name, page)).join("\n")]),
  ].join("\n\n");
}

/** The import of all that only this entry exports, types last, and behind it the other ways to write the module. */
function importOf({ own, module, synonyms }: Module): string {
  const values = own.filter(isValue).map(identifierOf);
  const types = own.filter((declaration) => !isValue(declaration)).map(identifierOf);
  const names = [...values, ...types.map((name) => (values.length === 0 ? name : `type ${name}`))];
  const keyword = values.length === 0 ? "import type" : "import";
  const line = `${keyword} { ${names.join(", ")} } from "${module}";`;
  const lines = [`${keyword} {`, ...names.map((name) => `  ${name},`), `} from "${module}";`].join("\n");
  const others = synonyms.map((synonym) => ` // or "${synonym}"`).join("");
  return `\`\`\`ts\n${line.length > 100 ? lines : line}${others}\n\`\`\``;
}

function isValue({ node }: Declaration): boolean {
  return ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node);
}

/** What the page is about, with the beginning of what it says of each. */
function contents(declarations: readonly Declaration[], page: PageContext): string {
  return declarations
    .map((declaration) => {
      const [said = ""] = saidOf(declaration, page).split("\n\n");
      return `${listed(declaration.name, page)}: ${said.replaceAll(/\s*\n\s*/g, " ")}`;
    })
    .join("\n");
}

function listed(name: string, page: PageContext): string {
  return `- [${name}](${page.link(name)})`;
}

/** Options whose fields stand among the parameters of a function are not told a second time. */
function typeSection(
  declaration: Declaration,
  functions: readonly Declaration<ts.FunctionDeclaration>[],
  main: Declaration | undefined,
  page: PageContext,
): string[] {
  const taking = functions.find((each) => optionsIn(each.node, each).includes(declaration.name));
  const usage = exampleFences(declaration.node);
  if (taking === undefined) return declarationSection(declaration, page, 2, usage);
  const place = taking === main ? "[Parameters](#parameters)" : `[${taking.name}](${page.link(taking.name)})`;
  const said = [saidOf(declaration, page), `Its fields stand under ${place}.`];
  return usage === "" ? said : [...said, "### Example Usage", usage];
}
