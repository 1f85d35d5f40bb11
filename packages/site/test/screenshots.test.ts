import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { chunk, errorBody } from "../../e2e/faults/server/bodies.ts";
import { sendJSON, startApi, startStream } from "./support/api.ts";
import { desktop, phone } from "./support/browser.ts";
import { ended, path, send, useServer } from "./support/playground.ts";
import { useBrowser } from "./support/visit.ts";

// Pictures to look at, in screenshots/. What can be told without looking is asserted.
const visit = useBrowser();
const folder = join(import.meta.dirname, "../screenshots");
const sizes = { phone, desktop } as const;
const places = (["light", "dark"] as const).flatMap((theme) =>
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
} as const;

describe.for(places)("$name", ({ theme, size, name }) => {
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
      const { send: say, end } = startStream(response);
      say(withReasoning("The question is about rivers. Three of them, and all in one city."));
      if (attempt === 1) return say(chunk(words.slice(0, 90)));
      say(chunk(words.repeat(12), "stop"));
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
    await ended(page, "stopped");
    await checkShot(page, `playground-stopped-${name}`);
    await send(page);
    await ended(page, "done");
    await checkShot(page, `playground-long-${name}`);
    await send(page);
    await ended(page, "failed");
    await checkShot(page, `playground-error-${name}`);
  });
});

const words =
  "The Danube, the Wien and the Liesing cross Vienna. https://example.com/a-very-long-address-that-has-no-place-to-break-at-all-whatever-the-width\n\n";

function withReasoning(reasoning: string): object {
  const delta = { role: "assistant", reasoning };
  return { ...chunk(""), choices: [{ index: 0, delta, finish_reason: null }] };
}

/** Takes a picture of what is in sight, or of the whole page; nothing may be cut off at the side. */
async function checkShot(page: Page, name: string, fullPage = false): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(page.viewportSize()?.width);
}
