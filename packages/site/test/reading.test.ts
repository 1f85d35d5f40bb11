import { describe, expect, test } from "vitest";
import { desktop, phone } from "./support/browser.ts";
import { useBrowser } from "./support/visit.ts";

const visit = useBrowser();
const reference = "/reference/models/chatcompletioncreateparams/";
const operation = "/spec/operations/createchatcompletion/";

describe("without JavaScript", () => {
  test.for([
    ["/", "streams that report truncation"],
    ["/guides/retries/", "Up to 2 retries by default"],
    ["/guides/chat-in-react/", "sends a question, and appends to the answer with each chunk"],
    ["/migration/", "From openai"],
    ["/examples/stream/", "for await (const chunk of stream)"],
    ["/reference/sdks/models/", "Highest price of a million prompt tokens"],
    [reference, "Randomness, 0 (always the likeliest token) to 2"],
    [operation, "Too many requests"],
    ["/spec/operations/listmodels/", "Highest price of a million prompt tokens"],
  ] as const)("%s can be read", async ([path, words]) => {
    const page = await visit(path, { javaScriptEnabled: false });
    const text = (await page.locator("main").textContent()) ?? "";
    expect(text.replaceAll(/\s+/g, " ")).toContain(words);
  });

  test("the menu opens the pages on a phone", async () => {
    const page = await visit("/", { javaScriptEnabled: false, viewport: phone });
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("link", { name: "Streaming" }).click();
    expect(await page.locator("h1").textContent()).toBe("Streaming");
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("link", { name: "A chat in React" }).click();
    expect(await page.locator("h1").textContent()).toBe("A chat in React");
  });

  test("the playground says that it needs JavaScript", async () => {
    const page = await visit("/playground/", { javaScriptEnabled: false });
    expect(await page.locator("noscript p").isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  });
});

test("search finds an option and an operation in the reference, and words in guides", async () => {
  const page = await visit("/");
  await page.getByRole("button", { name: "Search" }).click();
  const words = page.getByPlaceholder("Search");
  await words.fill("retryConfig");
  await page.locator("dialog a[href^='/reference/lib/utils/retryconfig/']").first().waitFor();
  await words.fill("generations.get");
  await page.locator("dialog a[href^='/reference/sdks/generations/']").first().waitFor();
  await words.fill("jittered");
  const guide = page.locator("dialog a[href^='/guides/retries/']").first();
  await guide.waitFor();
  expect(await guide.textContent()).toMatch(/Retries/);
  await words.fill("corporate proxy");
  await page.locator("dialog a[href^='/guides/proxies-and-gateways/']").first().waitFor();
});

test("search finds a field of the request first", async () => {
  const page = await visit("/");
  await page.getByRole("button", { name: "Search" }).click();
  for (const field of ["max_tokens", "temperature", "tool_choice"]) {
    await page.getByPlaceholder("Search").fill(field);
    const results = page.locator("dialog .pagefind-ui__result");
    const link = results.first().locator(`a[href='${reference}#${field}']`);
    await link.waitFor();
    expect(await link.textContent()).toBe(field);
    expect(await results.first().locator(`a`).first().getAttribute("href")).toBe(reference);
  }
  await page.locator(`dialog a[href='${reference}#tool_choice']`).click();
  expect(await page.locator(":target").textContent()).toBe("tool_choice");
});

test("a page about a type lists its fields under On this page", async () => {
  const page = await visit(reference);
  const contents = page.getByRole("navigation", { name: "On this page" });
  const fields = await page.locator(".table.fields h3").allTextContents();
  expect(fields.length).toBeGreaterThan(40);
  const links = await contents.getByRole("link").allTextContents();
  expect(links.map((text) => text.trim())).toEqual(["Overview", "Example Usage", "Fields", ...fields]);
  await contents.getByRole("link", { name: "seed", exact: true }).click();
  expect(await page.locator(":target").textContent()).toBe("seed");
});

test.for([
  ["phone", phone],
  ["desktop", desktop],
] as const)("the first screen of the page about chatTools has its description: %s", async ([, viewport]) => {
  const page = await visit("/reference/funcs/chattools/", { viewport });
  const box = await page.getByText("Lets the model call your tools").first().boundingBox();
  expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(viewport.height);
});

test.for([
  "/",
  "/guides/errors/",
  "/guides/what-it-costs/",
  "/guides/performance/",
  "/guides/chat-in-react/",
  "/guides/from-the-ai-sdk/",
  "/guides/proxies-and-gateways/",
  "/migration/",
  "/examples/",
  "/reference/",
  "/reference/sdks/chat/",
  "/reference/sdks/models/",
  "/reference/sdks/openrouter/",
  "/reference/funcs/chattools/",
  reference,
  operation,
  "/playground/",
])("%s is no wider than a phone", async (path) => {
  const page = await visit(path, { viewport: phone });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
});

test("uses the theme of the system, and keeps a selected one", async () => {
  const page = await visit("/guides/errors/", { theme: "dark" });
  const theme = (): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset["theme"]);
  expect(await theme()).toBe("dark");
  await page.getByLabel("Select theme").first().selectOption("light");
  await page.goto(new URL("/guides/retries/", page.url()).href);
  expect(await theme()).toBe("light");
});
