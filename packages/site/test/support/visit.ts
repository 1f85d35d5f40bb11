import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, onTestFinished } from "vitest";
import { contextIn, launch, type Theme } from "./browser.ts";

export interface VisitOptions extends BrowserContextOptions {
  theme?: Theme;
  /** @default the site with a mock server */
  site?: string;
  /** Console messages that are expected: a browser logs each error response. */
  expected?: RegExp;
}

/** Opens a page of the site for the duration of a test. */
export type Visit = (path: string, options?: VisitOptions) => Promise<Page>;

/**
 * Starts a browser for the tests of a file. Console errors and warnings, and requests to other hosts than loopback, fail
 * the test that opened the page.
 */
export function useBrowser(): Visit {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launch(inject("browser"));
  });
  afterAll(() => browser?.close());
  return async (path, { theme = "light", site = inject("site"), expected, ...options } = {}) => {
    if (!browser) throw new Error("The browser has not started");
    const context = await contextIn(browser, theme, options);
    const page = await context.newPage();
    const reports: string[] = [];
    const outside: string[] = [];
    page.on("console", (message) => {
      if (/^(error|warning)$/.test(message.type()) && !expected?.test(message.text())) reports.push(message.text());
    });
    page.on("pageerror", (error) => reports.push(error.message));
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^https?:$/.test(protocol) && hostname !== "127.0.0.1") outside.push(request.url());
    });
    onTestFinished(async () => {
      await context.close();
      expect({ reports, outside }).toEqual({ reports: [], outside: [] });
    });
    await page.goto(site + path);
    return page;
  };
}
