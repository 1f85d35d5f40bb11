import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Chromium from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import type { CaseOutcome, ScenarioConfig } from "./scenario/config.ts";

// chromium.mts BUNDLE CONFIG: runs the scenario on a page of another origin than the API, and prints the outcomes.
// It runs in its own process, because the browser is unpacked into TMPDIR, which must not be shared.
const bundle = await readFile(process.argv[2] ?? "");
const config = JSON.parse(process.argv[3] ?? "") as ScenarioConfig;

const pages = createServer((request, response) => {
  const isScript = request.url === "/page.js";
  response.setHeader("content-type", isScript ? "text/javascript" : "text/html; charset=utf-8");
  response.end(
    isScript ? bundle : '<!doctype html><title>Scenario</title><script type="module" src="/page.js"></script>',
  );
});
await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
const { port } = pages.address() as AddressInfo;

// The package's default disables web security, and with it preflights.
const args = Chromium.args.filter((arg) => arg !== "--disable-web-security");
const browser = await chromium.launch({ executablePath: await Chromium.executablePath(), args });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: "load" });
  console.log(JSON.stringify(await page.evaluate(runOnPage, config)));
} finally {
  await browser.close();
  pages.close();
}

/** Calls the function that page.ts defines. Playwright evaluates it on the page. */
function runOnPage(scenarioConfig: ScenarioConfig): Promise<CaseOutcome[]> {
  const page = globalThis as unknown as { runScenario(config: ScenarioConfig): Promise<CaseOutcome[]> };
  return page.runScenario(scenarioConfig);
}
