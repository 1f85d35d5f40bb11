import type { StarlightUserConfig } from "@astrojs/starlight/types";
import type { Page } from "./page.ts";
import { readPages } from "./pages.ts";

type Sidebar = NonNullable<StarlightUserConfig["sidebar"]>;
type Item = Sidebar[number];

/**
 * Creates the sidebar: all pages, in the order of their sources.
 *
 * @param description the items of the viewer of the API description
 */
export function createSidebar(description: Sidebar): Sidebar {
  const pages = readPages();
  const under = (part: string): Item[] => pages.filter(({ id }) => id.startsWith(`${part}/`)).map(createLink);
  return [
    { label: "Playground", link: "/playground/" },
    { label: "Guides", items: [...under("guides"), ...pages.filter(({ id }) => id === "migration").map(createLink)] },
    {
      label: "Examples",
      collapsed: true,
      items: [{ label: "All examples", link: "/examples/" }, ...under("examples")],
    },
    { label: "Reference", items: [{ label: "Overview", link: "/reference/" }, ...createReferenceItems(pages)] },
    { label: "Other packages", items: under("packages") },
    {
      label: "API description",
      items: [...description, ...under("spec"), { label: "Download", link: "/openapi.yaml" }],
    },
  ];
}

/** Labels of the folders of the reference, in the order of the sidebar. Other folders come last, under their names. */
const folders: Readonly<Record<string, string>> = {
  funcs: "Functions",
  lib: "Other entries",
  "models/errors": "Errors",
  "lib/utils": "Types of the SDK",
  models: "Models",
  "models/operations": "Operations",
};

/** Creates the items of the reference: the client and its calls first, the rest by folder. */
function createReferenceItems(pages: readonly Page[]): Item[] {
  const byFolder = Object.groupBy(
    pages.filter(({ id }) => id.startsWith("reference/")),
    ({ id }) => id.slice("reference/".length, id.lastIndexOf("/")),
  );
  const { sdks = [], ...others } = byFolder;
  const names = new Set([...Object.keys(folders), ...Object.keys(others)]);
  const groups = [...names]
    .filter((name) => others[name])
    .map((name) => {
      return { label: folders[name] ?? toLabel(name), collapsed: true, items: others[name]?.map(createLink) ?? [] };
    });
  return [{ label: "Client and operations", items: sdks.map(createLink) }, ...groups];
}

function toLabel(folder: string): string {
  const name = folder.slice(folder.lastIndexOf("/") + 1) || "more";
  return name.replace(/^./, (letter) => letter.toUpperCase());
}

function createLink({ id, title, label }: Page): Item {
  return { label: label ?? title, link: `/${id}/` };
}
