import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { chunk, errorBody } from "../../test-server/src/fault-server/bodies.ts";
import { findFiles } from "../content/repository.ts";
import { sendJSON, startApi, startStream } from "./support/api.ts";
import { desktop, phone } from "./support/browser.ts";
import { waitForState, path, send, useServer } from "./support/playground.ts";
import { useBrowser } from "./support/visit.ts";

// Writes screenshots to look at. What can be checked automatically is asserted.
const visit = useBrowser();
const folder = join(import.meta.dirname, "../screenshots");
const sizes = { phone, desktop } as const;
const variants = (["light", "dark"] as const).flatMap((theme) =>
  (["phone", "desktop"] as const).map((size) => ({ theme, size, name: `${size}-${theme}` })),
);

const pages = {
  home: "/",
  guide: "/guides/errors/",
  costs: "/guides/what-it-costs/",
  example: "/examples/tools/",
  reference: "/reference/models/chatcompletioncreateparams/",
  call: "/reference/sdks/chat/",
  spec: "/spec/operations/createchatcompletion/",
  error: "/404.html",
} as const;

describe.for(variants)("$name", ({ theme, size, name }) => {
  const viewport = sizes[size];

  test.for(Object.entries(pages))("%s", async ([title, url]) => {
    const page = await visit(url, { theme, viewport });
    await checkShot(page, `${title}-${name}`);
  });

  test("the playground", async () => {
    const api = await startApi((response, attempt) => {
      if (attempt === 3) {
        return sendJSON(response, errorBody(400, "No such model", { provider_name: "Fault Server" }), 400);
      }
      const { send: sendChunk, end } = startStream(response);
      sendChunk(withReasoning("The question is about rivers. Three of them, and all in one city."));
      if (attempt === 1) return sendChunk(chunk(text.slice(0, 90)));
      sendChunk(chunk(text.repeat(12), "stop"));
      return end();
    });
    const page = await visit(path, { theme, viewport, expected: /400/ });
    await page.locator("#send:enabled").waitFor();
    await checkShot(page, `playground-idle-${name}`, true);
    await useServer(page, api.url);
    await send(page);
    await page.locator("#content", { hasText: "Danube" }).waitFor();
    await checkShot(page, `playground-streaming-${name}`);
    await page.getByRole("button", { name: "Stop" }).click();
    await waitForState(page, "stopped");
    await checkShot(page, `playground-stopped-${name}`);
    await send(page);
    await waitForState(page, "done");
    await checkShot(page, `playground-long-${name}`);
    await send(page);
    await waitForState(page, "failed");
    await checkShot(page, `playground-error-${name}`);
  });
});

describe.for(["phone", "desktop"] as const)("every guide on a %s", (size) => {
  test.for(findFiles("packages/sdk/guides/*.md").map((file) => basename(file, ".md")))("%s", async (name) => {
    const page = await visit(`/guides/${name}/`, { viewport: sizes[size] });
    await checkShot(page, `guide-${name}-${size}`, true);
  });
});

const text =
  "The Danube, the Wien and the Liesing cross Vienna. https://example.com/a-very-long-address-that-has-no-place-to-break-at-all-whatever-the-width\n\n";

function withReasoning(reasoning: string): object {
  const delta = { role: "assistant", reasoning };
  return { ...chunk(""), choices: [{ index: 0, delta, finish_reason: null }] };
}

/** Takes a screenshot of the viewport or of the whole page, which must not scroll sideways. */
async function checkShot(page: Page, name: string, fullPage = false): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(page.viewportSize()?.width);
}
