import { expect, inject, test } from "vitest";
import { completion } from "../../e2e/faults/server/bodies.ts";
import { sendJSON, startApi } from "./support/api.ts";
import { ended, path, send, useServer } from "./support/playground.ts";
import { useBrowser } from "./support/visit.ts";

const visit = useBrowser();

test("every example of the API description goes through the form unchanged", async () => {
  const api = await startApi((response) => sendJSON(response, completion()));
  const page = await visit(path);
  await useServer(page, api.url);
  const options = await page.locator("#example option").all();
  const values = await Promise.all(options.map((option) => option.getAttribute("value")));
  expect(values.length).toBeGreaterThan(10);
  for (const value of values) {
    const example = JSON.parse(value ?? "") as Record<string, unknown>;
    await page.locator("#example").selectOption(value);
    await page.getByLabel("Stream the answer").uncheck();
    await send(page);
    await ended(page, "done");
    const { stream: _, ...expected } = example;
    expect(api.requests.at(-1)?.body).toEqual(expected);
  }
});

test("fields become what the API takes, messages come and go", async () => {
  const api = await startApi((response) => sendJSON(response, completion()));
  const page = await visit(path);
  await useServer(page, api.url);
  await page.getByLabel("Stream the answer").uncheck();
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
  await ended(page, "done");
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

test("a field that can't be read says why, and gets the focus instead of a call", async () => {
  const api = await startApi((response) => sendJSON(response, completion()));
  const page = await visit(path);
  await useServer(page, api.url);
  await page.getByLabel("tools", { exact: true }).fill("[{");
  await send(page);
  const field = page.locator("[aria-invalid=true]");
  expect(await field.getAttribute("data-parameter")).toBe("tools");
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await page.locator("#parameter-tools-problem").textContent()).toMatch(/^This is no JSON/);
  expect(api.requests).toEqual([]);
});

test("the key goes to the server, and stays nowhere", async () => {
  const key = "sk-or-v1-only-in-memory";
  const api = await startApi((response) => sendJSON(response, completion()));
  const page = await visit(path);
  await useServer(page, api.url, key);
  await page.getByLabel("Stream the answer").uncheck();
  await send(page);
  await ended(page, "done");
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

test("by keyboard alone: to the form, through the tabs, send and stop", async () => {
  const api = await startApi(() => {});
  const page = await visit(path);
  await useServer(page, api.url);
  await page.locator("#stream").focus();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("send");
  await page.keyboard.press("Enter");
  await page.locator("#answer[data-state=running]").waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("stop");
  await page.keyboard.press("Enter");
  await ended(page, "stopped");
  await page.locator("#tab-sdk").focus();
  await page.keyboard.press("ArrowLeft");
  expect(await page.locator("[role=tab][aria-selected=true]").textContent()).toMatch(/curl/);
  expect(await page.locator("#code-panel").textContent()).toMatch(/^curl /);
});

test("the live region tells of the beginning and the end, and of the text once", async () => {
  const api = await startApi((response) => sendJSON(response, completion("A heron.")));
  const page = await visit(path);
  await useServer(page, api.url);
  await page.getByLabel("Stream the answer").uncheck();
  await page.locator("#announcer").evaluate((region) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    new MutationObserver(() => said.push(region.textContent ?? "")).observe(region, { childList: true });
  });
  await send(page);
  await ended(page, "done");
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  expect(said).toEqual(["Sent. Waiting for the answer.", "A heron. Complete."]);
});

test("on a host without a mock server it asks for a key", async () => {
  const page = await visit(path, { site: inject("staticSite") });
  await page.locator("#no-mock").waitFor();
  expect(await page.getByLabel("OpenRouter").isChecked()).toBe(true);
  expect(await page.getByLabel("Mock server").isDisabled()).toBe(true);
  expect(await page.getByLabel("API key").isVisible()).toBe(true);
});
