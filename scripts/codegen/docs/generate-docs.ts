import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { LoadedSpec } from "../../spec/load-spec.ts";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { listOperations } from "../../spec/operations.ts";
import { assignTypeNames } from "../../spec/type-names.ts";
import { generatedPageMark, type Output } from "../output.ts";
import { assertDocumented } from "./assert-documented.ts";
import { formatDeclarationPage, formatMemberTable } from "./declaration-page.ts";
import { getDeclaration, readDeclarations } from "./declarations.ts";
import { formatDescription } from "./doc-comment.ts";
import { collectExamples, collectParameterExamples, type Example } from "./examples.ts";
import { formatIndexPage } from "./index-page.ts";
import { listMembers } from "./members.ts";
import { formatModulePage } from "./module-page.ts";
import { listAnchors, getPagePath, toRelativeLink } from "./page-paths.ts";
import { formatOperationList, formatResourcePage } from "./resource-page.ts";
import { listResources, type Resource } from "./resources.ts";
import { fillTemplate } from "./template.ts";
import type { Declaration, PageContext } from "./types.ts";

const clientPath = "sdks/openrouter/README.md";

/** The paths of declarations that are described on another page. */
const fixedPages = new Map([
  ["RequestOptions", "sdks/chat/README.md#parameters"],
  ["OpenRouter", `${clientPath}#openrouter`],
  ["OpenRouterCore", `${clientPath}#openroutercore`],
  ["SDKOptions", `${clientPath}#options`],
  ["SharedOptions", `${clientPath}#options`],
]);

/**
 * Generates the reference of the SDK: a page for the client and for each of its namespaces, from templates; a page for
 * each entry with exports of its own; and a page for each type that those link to. So every link has a target, and every
 * page can be reached. The reference is empty if there is no SDK.
 *
 * @param types the modules of the types package, from `generateTypes`
 * @param sdk the folder of the SDK
 */
export function generateDocs({ document, name }: LoadedSpec, types: ReadonlyMap<string, string>, sdk: string): Output {
  if (!existsSync(join(sdk, "src"))) return { files: new Map(), folders: [] };
  const { declarations, modules } = readDeclarations(sdk, types);
  modules.forEach(assertDocumented);
  const resources = listResources(document, declarations, modules);
  const resourcePaths = resources.map(({ declaration, path }) => [declaration.name, path] as const);
  const paths = new Map([...fixedPages, ...resourcePaths, ...modules.flatMap(listAnchors)]);
  const examples = collectExamplesByName(document);
  const pages = new Map<string, string>();
  const pending = new Map<string, Declaration>();

  const createContext = (from: string): PageContext => ({
    declarations,
    link(target) {
      const path = paths.get(target) ?? getDefaultPath(target);
      if (!paths.has(target)) pending.set(path, getDeclaration(declarations, target));
      return toRelativeLink(path, from);
    },
  });

  for (const resource of resources)
    pages.set(resource.path, formatResourcePage(resource, document, createContext(resource.path)));
  pages.set(clientPath, formatClientPage(resources, createContext(clientPath)));
  for (const module of modules)
    pages.set(getPagePath(module), formatModulePage(module, createContext(getPagePath(module))));
  // Each page adds the pages that it links to. Iterating a Map includes entries that are added meanwhile.
  for (const [path, declaration] of pending) {
    pages.set(path, formatDeclarationPage(declaration, createContext(path), examples.get(declaration.name)));
  }
  const parts = modules.flatMap(({ own }) => own.map((each) => [paths.get(each.name) ?? "", each] as const));
  pages.set("README.md", formatIndexPage([...pending, ...parts], resources));

  const folder = join(sdk, "docs");
  const header = `${generatedPageMark}${name} and the sources of this package by scripts/generate.ts. Do not edit. -->\n\n`;
  const files = [...pages].map(([path, text]) => [join(folder, path), `${header}${text}\n`] as const);
  return { files: new Map(files), folders: listFolders(folder) };
}

function getDefaultPath(name: string): string {
  const path = name
    .toLowerCase()
    .replace(/^(errors|operations)\./, "models/$1/")
    .replace(/^models\./, "models/");
  return `${path.includes("/") ? path : `lib/utils/${path}`}.md`;
}

function formatClientPage(resources: readonly Resource[], page: PageContext): string {
  const { declarations } = page;
  const values = {
    overview: formatDescription(getDeclaration(declarations, "OpenRouter"), page),
    core: formatDescription(getDeclaration(declarations, "OpenRouterCore"), page),
    operations: formatOperationList(resources, page),
    options: formatMemberTable(listMembers(getDeclaration(declarations, "SDKOptions"), page)),
  };
  return fillTemplate("openrouter.md", values, page);
}

function collectExamplesByName(document: OpenAPIDocument) {
  const names = assignTypeNames(Object.keys(document.components?.schemas ?? {}));
  const schemas = [...collectExamples(document)].map(([key, example]) => {
    return [`models.${names.get(key) ?? key}`, example] as const;
  });
  const requests = listOperations(document).map(({ id, parameters, requestBody }) => {
    // Next to a body, the parameters are an argument of their own.
    const type = id.replace(/^./, (letter) => letter.toUpperCase()) + (requestBody ? "Parameters" : "Request");
    return [`operations.${type}`, collectParameterExamples(parameters)] as const;
  });
  return new Map<string, Example>([...schemas, ...requests]);
}

/** Lists the existing folders, in which stale pages are deleted. */
function listFolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory());
  return [folder, ...folders.map((entry) => join(entry.parentPath, entry.name))];
}
