import Chromium from "@sparticuz/chromium";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from "playwright-core";

export type Theme = "light" | "dark";

/**
 * Arguments of the package to remove: they disable security features, end the browser with its first context, or emulate
 * a graphics card, which makes the tests 1.5 times as slow.
 */
const unwanted =
  /^--(disable-web-security|single-process|in-process-gpu|ignore-gpu-blocklist|use-.*gl.*|.*swiftshader)$/;

/** Starts the browser that `unpackBrowser` has unpacked. */
export function launch(executablePath: string): Promise<Browser> {
  const args = [...Chromium.args.filter((arg) => !unwanted.test(arg)), "--disable-gpu"];
  return chromium.launch({ executablePath, args });
}

/**
 * Unpacks the browser into TMPDIR, which no other process may use meanwhile.
 *
 * @returns the path of the browser
 */
export function unpackBrowser(): Promise<string> {
  return Chromium.executablePath();
}

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

export function contextIn(
  browser: Browser,
  theme: Theme = "light",
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return browser.newContext({ colorScheme: theme, viewport: desktop, reducedMotion: "reduce", ...options });
}
