import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import starlightOpenAPI, { openAPISidebarGroups } from "starlight-openapi";
import { createSidebar } from "./content/sidebar.ts";
import { writeTitledDescription } from "./content/titled-description.ts";
import { viteMock } from "./server/vite-mock.ts";

const mockURL = process.env["SITE_MOCK_URL"];

export default defineConfig({
  devToolbar: { enabled: false },
  vite: {
    plugins: mockURL === undefined ? [] : [viteMock(mockURL)],
    // Vite would serve an old build, because their version does not change.
    optimizeDeps: { exclude: ["@org/sdk", "@org/client"] },
  },
  integrations: [
    starlight({
      title: "@org/sdk",
      description: "OpenRouter SDK for TypeScript: guides, reference, API description and playground.",
      sidebar: createSidebar(openAPISidebarGroups),
      routeMiddleware: "./src/alternate-link.ts",
      plugins: [
        {
          name: "search-in-development",
          hooks: {
            "i18n:setup": ({ injectTranslations }) =>
              injectTranslations({ en: { "search.devWarning": "Search works in the built site:\npnpm site --built" } }),
            "config:setup": () => {},
          },
        },
        starlightOpenAPI([
          { base: "spec", schema: writeTitledDescription(), sidebar: { label: "Chat completions", collapsed: false } },
        ]),
      ],
      // A field of a request weighs as much as a title, so it comes before one of the same name in another type.
      pagefind: { ranking: { metaWeights: { title: 5, request: 5 } } },
      customCss: ["theme", "tables", "controls", "description"].map((name) => `./src/styles/${name}.css`),
      components: {
        Hero: "./src/components/Hero.astro",
        PageTitle: "./src/components/PageTitle.astro",
        SocialIcons: "./src/components/HeaderLinks.astro",
      },
    }),
  ],
});
