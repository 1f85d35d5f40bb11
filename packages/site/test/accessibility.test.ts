import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { chunk, errorBody } from "../../test-server/src/fault-server/bodies.ts";
import { sendJSON, startApi, startStream } from "./support/api.ts";
import { desktop, phone } from "./support/browser.ts";
import { waitForState, path, send, useServer } from "./support/playground.ts";
import { useBrowser } from "./support/visit.ts";

const visit = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations in dependencies, each as narrow as possible. */
const exceptions: readonly { readonly rule: string; readonly selector: string; readonly why: string }[] = [
  {
    rule: "heading-order",
    selector: ".sl-openapi-examples-heading",
    why: "starlight-openapi always uses h5 for the headings of examples",
  },
  {
    rule: "label-content-name-mismatch",
    selector: "button[data-open-modal]",
    why: "Starlight shows the shortcut of the search after its name",
  },
  {
    rule: "landmark-unique",
    selector: ".expressive-code pre",
    why: "Expressive Code makes each scrolling block a region without a name",
  },
];

const pages = {
  home: "/",
  guide: "/guides/errors/",
  "wide table": "/guides/performance/",
  example: "/examples/tools/",
  reference: "/reference/models/chatcompletioncreateparams/",
  call: "/reference/sdks/chat/",
  "API description": "/spec/operations/createchatcompletion/",
} as const;

test("the check reports a violation", async () => {
  const page = await visit("/404.html");
  await page.locator("main").evaluate((main) => main.append(document.createElement("img")));
  expect(await violations(page)).toEqual([expect.stringMatching(/^image-alt: /)]);
});

describe.for(["light", "dark"] as const)("%s", (theme) => {
  test.for(Object.entries(pages))("%s", async ([, url]) => {
    const page = await visit(url, { theme });
    expect(await violations(page)).toEqual([]);
  });

  test.for([
    ["phone", phone],
    ["desktop", desktop],
  ] as const)("the playground before a call, during a stream, and after an error: %s", async ([, viewport]) => {
    const api = await startApi((response, attempt) => {
      if (attempt === 1) return startStream(response).send(chunk("Once upon a time"));
      return sendJSON(response, errorBody(400, "No such model", { provider_name: "Fault Server" }), 400);
    });
    const page = await visit(path, { theme, viewport, expected: /400/ });
    await page.locator("#send:enabled").waitFor();
    expect(await violations(page)).toEqual([]);
    await useServer(page, api.url);
    await page.getByText(/All other parameters/).click();
    await page.getByLabel("tools", { exact: true }).fill("[{");
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("tools", { exact: true }).fill("");
    await send(page);
    await page.locator("#content", { hasText: "Once" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Stop" }).click();
    await waitForState(page, "stopped");
    await send(page);
    await waitForState(page, "failed");
    await page.getByText("Log of the SDK").click();
    expect(await violations(page)).toEqual([]);
  });
});

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly {
      readonly html: string;
      readonly failureSummary?: string;
      readonly element: Element;
    }[];
  }[];
}

/** Returns the violations that axe finds, one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  // Scrolling code blocks get a tabindex from a script.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>(".expressive-code pre")].every((block) => {
      return block.scrollWidth <= block.clientWidth || block.tabIndex === 0;
    }),
  );
  return page.evaluate(async (excepted) => {
    const { axe: runner } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } };
    const { violations: found } = await runner.run({ resultTypes: ["violations"], elementRef: true });
    return found.flatMap(({ id, nodes }) => {
      const selectors = excepted.filter(({ rule }) => rule === id).map(({ selector }) => selector);
      return nodes
        .filter(({ element }) => !selectors.some((selector) => element.matches(selector)))
        .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`);
    });
  }, exceptions);
}
