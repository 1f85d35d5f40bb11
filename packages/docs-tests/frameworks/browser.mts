import { createInterface } from "node:readline";
import Chromium from "@sparticuz/chromium";
import { chromium } from "playwright-core";

// browser.mts URL: opens the chat of the guide for React. Asks each line of stdin, except "stop", which presses the button,
// and "reject", after which the route responds with 401. Prints what the page shows, as JSON, whenever it changes. Closes
// the page at the end of stdin.
// It runs in its own process, because the browser is unpacked into TMPDIR, which must not be shared.
const [, , url = ""] = process.argv;

// The package's default disables web security.
const args = Chromium.args.filter((arg) => arg !== "--disable-web-security");
const browser = await chromium.launch({ executablePath: await Chromium.executablePath(), args });
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.exposeFunction("print", (text: string) => console.log(text));
  await page.goto(url);
  await page.waitForFunction(isInteractive);
  await page.evaluate(printChanges);
  console.log("open");
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "stop") await page.getByRole("button", { name: "Stop" }).click();
    else if (line === "reject") await page.route("**/chat", (route) => route.fulfill({ status: 401, body: "Log in" }));
    else {
      await page.getByLabel("Question").fill(line);
      await page.getByRole("button", { name: "Send" }).click();
    }
  }
} finally {
  await browser.close();
}

/** Returns whether React handles the events of the form. Until then, the browser would submit it. */
function isInteractive(): boolean {
  const form = document.querySelector("form");
  return form !== null && Object.keys(form).some((key) => key.startsWith("__reactProps"));
}

function printChanges(): void {
  const { print } = globalThis as unknown as { print(text: string): void };
  const observer = new MutationObserver(() => {
    const elements = [...document.querySelectorAll("li, p[role=alert]")];
    print(JSON.stringify(elements.map(({ textContent }) => textContent)));
  });
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
}
