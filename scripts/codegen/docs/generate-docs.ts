import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { LoadedSpec } from "../../spec/load-spec.ts";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { nameSchemas } from "../../spec/type-names.ts";
import { generatedPageMark, type Output } from "../output.ts";
import { assertDocumented } from "./assert-documented.ts";
import { chatValues, summaryOf } from "./chat-page.ts";
import { declarationPage, memberTable } from "./declaration-page.ts";
import { declarationOf, readDeclarations } from "./declarations.ts";
import { saidOf } from "./doc-comment.ts";
import { examplesOf } from "./examples.ts";
import { indexPage } from "./index-page.ts";
import { membersOf } from "./members.ts";
import { modulePage } from "./module-page.ts";
import { modulePlaces, pageOf, wayTo } from "./page-paths.ts";
import { fillTemplate } from "./template.ts";
import type { Declaration, PageContext } from "./types.ts";

/** Where the reference describes what has no page of its own. */
const places = new Map([
  ["Chat", "sdks/chat/README.md"],
  ["RequestOptions", "sdks/chat/README.md#parameters"],
  ["OpenRouter", "sdks/openrouter/README.md#openrouter"],
  ["OpenRouterCore", "sdks/openrouter/README.md#openroutercore"],
  ["SDKOptions", "sdks/openrouter/README.md#options"],
  ["SharedOptions", "sdks/openrouter/README.md#options"],
]);

/**
 * The reference of the SDK: two pages by hand, filled with tables, one for each entry that exports what no other does,
 * and one for each type that they lead to. So every link leads somewhere, and nothing has a page that a user can't meet.
 * There is none where there is no SDK.
 * @param types the modules of the types package, as `generateTypes` gives them
 */
export function generateDocs({ document, name }: LoadedSpec, types: ReadonlyMap<string, string>, sdk: string): Output {
  if (!existsSync(join(sdk, "src"))) return { files: new Map(), folders: [] };
  const { declarations, modules } = readDeclarations(sdk, types.get("schemas.gen.ts") ?? "");
  modules.forEach(assertDocumented);
  const homes = new Map([...places, ...modules.flatMap(modulePlaces)]);
  const examples = examplesByName(document);
  const pages = new Map<string, string>();
  const pending = new Map<string, Declaration>();

  const contextOf = (from: string): PageContext => ({
    declarations,
    link(target) {
      const place = homes.get(target) ?? pathOf(target);
      if (!homes.has(target)) pending.set(place, declarationOf(declarations, target));
      return wayTo(place, from);
    },
  });
  const fill = (path: string, template: string, valuesOf: (page: PageContext) => Record<string, string>): void => {
    const page = contextOf(path);
    pages.set(path, fillTemplate(template, valuesOf(page), page));
  };

  fill("sdks/chat/README.md", "chat.md", (page) => chatValues(document, page));
  fill("sdks/openrouter/README.md", "openrouter.md", (page) => clientValues(document, page));
  for (const module of modules) pages.set(pageOf(module), modulePage(module, contextOf(pageOf(module))));
  // A page adds those to which it leads; a Map is walked to the last of them.
  for (const [path, declaration] of pending) {
    pages.set(path, declarationPage(declaration, contextOf(path), examples.get(declaration.name)));
  }
  const parts = modules.flatMap(({ own }) => own.map((each) => [homes.get(each.name) ?? "", each] as const));
  pages.set("README.md", indexPage([...pending, ...parts]));

  const folder = join(sdk, "docs");
  const header = `${generatedPageMark}${name} and the sources of this package by scripts/generate.ts. Do not edit. -->\n\n`;
  const files = [...pages].map(([path, text]) => [join(folder, path), `${header}${text}\n`] as const);
  return { files: new Map(files), folders: foldersIn(folder) };
}

function pathOf(name: string): string {
  const path = name
    .toLowerCase()
    .replace(/^(errors|operations)\./, "models/$1/")
    .replace(/^models\./, "models/");
  return `${path.includes("/") ? path : `lib/utils/${path}`}.md`;
}

function clientValues(document: OpenAPIDocument, page: PageContext): Record<string, string> {
  const { declarations } = page;
  return {
    overview: saidOf(declarationOf(declarations, "OpenRouter"), page),
    core: saidOf(declarationOf(declarations, "OpenRouterCore"), page),
    summary: summaryOf(document),
    options: memberTable(membersOf(declarationOf(declarations, "SDKOptions"), page)),
  };
}

function examplesByName(document: OpenAPIDocument) {
  const names = nameSchemas(Object.keys(document.components?.schemas ?? {}));
  return new Map([...examplesOf(document)].map(([key, example]) => [`models.${names.get(key) ?? key}`, example]));
}

/** The folders there are, to find pages that are no longer made. */
function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory());
  return [folder, ...folders.map((entry) => join(entry.parentPath, entry.name))];
}
