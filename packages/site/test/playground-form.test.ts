import { expect, inject, test } from "vitest";
import { completion } from "../../test-server/src/fault-server/bodies.ts";
import { sendJSON, startApi } from "./support/api.ts";
import { openPlayground, path, send, useServer, waitForState } from "./support/playground.ts";
import { useBrowser } from "./support/visit.ts";

const visit = useBrowser();

test("sends every example of the API description unchanged", async () => {
  const api = await startApi((response) => sendJSON(response, completion()));
  const page = await openPlayground(visit, api.url);
  const options = await page.locator("#example option").all();
  const values = await Promise.all(options.map((option) => option.getAttribute("value")));
  expect(values.length).toBeGreaterThan(10);
  for (const value of values) {
    const example = JSON.parse(value ?? "") as Record<string, unknown>;
    await page.locator("#example").selectOption(value);
    await page.getByLabel("Stream the response").uncheck();
    await send(page);
    await waitForState(page, "done");
    const { stream: _, ...expected } = example;
    expect(api.requests.at(-1)?.body).toEqual(expected);
  }
});

test("converts fields to their JSON types, and adds and removes messages", async () => {
  const api = await startApi((response) => sendJSON(response, completion()));
  const page = await openPlayground(visit, api.url);
  await page.getByLabel("Stream the response").uncheck();
  await page.getByLabel("model", { exact: true }).fill("test/model-2");
  await page.getByLabel("temperature").fill("0.5");
  await page.getByLabel("response_format").fill('{ "type": "json_object" }');
  await page.getByText(/All other parameters/).click();
  await page.getByLabel("stop", { exact: true }).fill("END");
  await page.getByLabel("logprobs", { exact: true }).selectOption("false");
  await page.getByRole("button", { name: "Add a message" }).click();
  await page.keyboard.type("One, two");
  await page.getByRole("button", { name: "Add a message" }).click();
  await page.keyboard.type("Go on");
  await page.getByRole("button", { name: "Remove message 1" }).click();
  await send(page);
  await waitForState(page, "done");
  expect(api.requests[0]?.body).toEqual({
    model: "test/model-2",
    messages: [
      { role: "assistant", content: "One, two" },
      { role: "user", content: "Go on" },
    ],
    temperature: 0.5,
    response_format: { type: "json_object" },
    stop: "END",
    logprobs: false,
  });
});

test("an invalid field shows the problem and receives the focus, and no call is made", async () => {
  const api = await startApi((response) => sendJSON(response, completion()));
  const page = await openPlayground(visit, api.url);
  await page.getByLabel("tools", { exact: true }).fill("[{");
  await send(page);
  const field = page.locator("[aria-invalid=true]");
  expect(await field.getAttribute("data-parameter")).toBe("tools");
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await page.locator("#parameter-tools-problem").textContent()).toMatch(/^This is not valid JSON/);
  expect(api.requests).toEqual([]);
});

test("the key is sent to the server and stored nowhere", async () => {
  const key = "sk-or-v1-only-in-memory";
  const api = await startApi((response) => sendJSON(response, completion()));
  const page = await visit(path);
  await useServer(page, api.url, key);
  await page.getByLabel("Stream the response").uncheck();
  await send(page);
  await waitForState(page, "done");
  expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
  const kept = await page.evaluate(async () => ({
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    cookies: document.cookie,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    history: JSON.stringify([location.href, history.state]),
    // The field's value is a property; markup, code and log must not repeat it.
    markup: document.documentElement.outerHTML,
  }));
  expect(kept.databases).toEqual([]);
  expect(kept.caches).toEqual([]);
  expect(JSON.stringify(kept)).not.toContain("only-in-memory");
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    expect(await page.locator("#code-panel").textContent()).not.toContain("only-in-memory");
  }
  await page.reload();
  expect(await page.locator("#api-key").inputValue()).toBe("");
  await useServer(page, api.url, key);
  await page.goto(new URL("/guides/errors/", page.url()).href);
  await page.goBack();
  expect(await page.locator("#api-key").inputValue()).toBe("");
});

test("send, stop and the code tabs work with the keyboard", async () => {
  const api = await startApi(() => {});
  const page = await openPlayground(visit, api.url);
  await page.locator("#stream").focus();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("send");
  await page.keyboard.press("Enter");
  await page.locator("#response[data-state=running]").waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("stop");
  await page.keyboard.press("Enter");
  await waitForState(page, "stopped");
  await page.locator("#tab-sdk").focus();
  await page.keyboard.press("ArrowLeft");
  expect(await page.locator("[role=tab][aria-selected=true]").textContent()).toMatch(/curl/);
  expect(await page.locator("#code-panel").textContent()).toMatch(/^curl /);
});

test("the live region announces the start, the text once, and the end", async () => {
  const api = await startApi((response) => sendJSON(response, completion("A heron.")));
  const page = await openPlayground(visit, api.url);
  await page.getByLabel("Stream the response").uncheck();
  await page.locator("#announcer").evaluate((region) => {
    const announced: string[] = [];
    Object.assign(globalThis, { announced });
    new MutationObserver(() => announced.push(region.textContent ?? "")).observe(region, { childList: true });
  });
  await send(page);
  await waitForState(page, "done");
  const announced = await page.evaluate(() => (globalThis as unknown as { announced: string[] }).announced);
  expect(announced).toEqual(["Sent. Waiting for the response.", "A heron. Complete."]);
});

test("asks for a key on a host without a mock server", async () => {
  const page = await visit(path, { site: inject("staticSite") });
  await page.locator("#no-mock").waitFor();
  expect(await page.getByLabel("OpenRouter").isChecked()).toBe(true);
  expect(await page.getByLabel("Mock server").isDisabled()).toBe(true);
  expect(await page.getByLabel("API key").isVisible()).toBe(true);
});
