import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { serveSite, type SiteServer } from "../server/static-server.ts";
import { BuiltSite } from "./support/built-site.ts";
import { phone } from "./support/browser.ts";
import { getCommandEnv } from "./support/command-env.ts";
import { path, send, waitForState } from "./support/playground.ts";
import { useBrowser } from "./support/visit.ts";

// As on GitHub Pages, where the path of a site is the name of the repository.
const base = "/project/";
const visit = useBrowser();
let folder: string;
let server: SiteServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "site-base-"));
  const command = join(import.meta.dirname, "../commands/build.ts");
  // As actions/configure-pages writes the path.
  await promisify(execFile)(process.execPath, [command, "--base", "/project", "--out", folder], {
    env: getCommandEnv(),
  });
  server = await serveSite(folder, { base, mockURL: inject("mock") });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

test("every link, script, style and image is below the base path, and exists", () => {
  const site = new BuiltSite(folder, base);
  expect(site.pages.length).toBe(new BuiltSite(inject("dist")).pages.length);
  expect(site.findBrokenLinks()).toEqual([]);
});

test("every link in llms.txt and in a Markdown version is below the base path, and exists", () => {
  const site = new BuiltSite(folder, base);
  const files = ["llms.txt", "index.md", "guides/streaming.md", "reference/funcs/chattools.md"];
  const links = files.flatMap((file) => {
    const targets = site.read(file).matchAll(/\]\((\/[^)\s]*)\)/g);
    return Array.from(targets, ([, target = ""]) => ({ file, target }));
  });
  expect(links.length).toBeGreaterThan(250);
  expect(links.filter(({ file, target }) => !site.hasTarget(file, target))).toEqual([]);
});

test("the home page, the menu of a phone and the header lead to pages below the base path", async () => {
  const page = await visit("/", { site: server.url, viewport: phone });
  await page.getByRole("link", { name: "Get started" }).click();
  expect(new URL(page.url()).pathname).toBe("/project/guides/getting-started/");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("link", { name: "A chat in React" }).click();
  expect(new URL(page.url()).pathname).toBe("/project/guides/chat-in-react/");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
});

test("the header marks the part of the site", async () => {
  const page = await visit("/reference/", { site: server.url });
  const links = page.getByRole("navigation", { name: "Parts of the site" });
  expect(await links.locator("[aria-current=true]").textContent()).toBe("Reference");
  await links.getByRole("link", { name: "API" }).click();
  expect(new URL(page.url()).pathname).toBe("/project/spec/");
});

test("search finds pages below the base path", async () => {
  const page = await visit("/guides/errors/", { site: server.url });
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByPlaceholder("Search").fill("max_tokens");
  const link = page.locator("dialog a[href='/project/reference/models/chatcompletioncreateparams/#max_tokens']");
  await link.click();
  expect(await page.locator(":target").textContent()).toBe("max_tokens");
});

test("the playground finds the mock server below the base path", async () => {
  const page = await visit(path, { site: server.url });
  await send(page);
  await waitForState(page, "done");
  expect(await page.locator("#content").textContent()).toBe("One, two, three, four, five.");
});

test("an unknown path shows the error page with its styles", async () => {
  const page = await visit("/no-such-page/", { site: server.url, expected: /404/ });
  expect(await page.locator("h1").textContent()).toBe("404");
  expect(await page.locator("main pre").count()).toBe(0);
  expect(await page.getByRole("link", { name: "Get started" }).getAttribute("href")).toBe(
    "/project/guides/getting-started/",
  );
  expect(await page.getByRole("link", { name: "@org/sdk" }).first().getAttribute("href")).toBe("/project/");
});
