import type { StarlightUserConfig } from "@astrojs/starlight/types";
import type { Page } from "./page.ts";
import { allPages } from "./pages.ts";

type Sidebar = NonNullable<StarlightUserConfig["sidebar"]>;
type Item = Sidebar[number];

/** The sidebar: all pages, in the order of the texts that they are made of. `description` is what the viewer brings. */
export function sidebar(description: Sidebar): Sidebar {
  const pages = allPages();
  const under = (part: string): Item[] => pages.filter(({ id }) => id.startsWith(`${part}/`)).map(link);
  const models = pages.filter(({ id }) => /^reference\/models\/[^/]+$/.test(id)).map(link);
  return [
    { label: "Playground", link: "/playground/" },
    { label: "Guides", items: [...under("guides"), ...pages.filter(({ id }) => id === "migration").map(link)] },
    {
      label: "Examples",
      collapsed: true,
      items: [{ label: "All examples", link: "/examples/" }, ...under("examples")],
    },
    {
      label: "Reference",
      items: [
        { label: "Overview", link: "/reference/" },
        ...under("reference/sdks"),
        { label: "Errors", collapsed: true, items: under("reference/models/errors") },
        { label: "Types of the SDK", collapsed: true, items: under("reference/lib") },
        { label: "Models", collapsed: true, items: [...models, ...under("reference/models/operations")] },
      ],
    },
    { label: "Other packages", items: under("packages") },
    {
      label: "API description",
      items: [...description, ...under("spec"), { label: "Download", link: "/openapi.yaml" }],
    },
  ];
}

function link({ id, title, label }: Page): Item {
  return { label: label ?? title, link: `/${id}/` };
}
