import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readUntil } from "../../test-server/src/read-until.ts";
import { getCommandEnv } from "./support/command-env.ts";
import { path, send, waitForState } from "./support/playground.ts";
import { useBrowser } from "./support/visit.ts";

const visit = useBrowser();
const root = join(import.meta.dirname, "../../..");

/** Starts `pnpm site` on a free port, waits until it is ready, and stops it with Ctrl-C after the test. */
async function startSite(...args: string[]): Promise<{ site: string; printed: string; stop(): Promise<void> }> {
  // A group of its own, which receives the signal as it does from a terminal: the shell, pnpm and the server.
  const child = spawn("pnpm", ["site", ...args], {
    cwd: root,
    env: getCommandEnv(),
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, "SIGINT");
    await closed;
  };
  onTestFinished(stop);
  const printed = await readUntil(child.stdout, "Ctrl-C stops it.\n");
  const [, site = ""] = /The site +(\S+)\/\n/.exec(printed) ?? [];
  return { site, printed, stop };
}

test("pnpm site serves pages and the playground, and says where search works, until Ctrl-C", async () => {
  const { site, printed, stop } = await startSite();
  expect(printed).toContain("Search works in the built site: pnpm site --built");
  const guide = await fetch(`${site}/guides/retries/`);
  expect(guide.status).toBe(200);
  expect(await guide.text()).toContain("Up to 2 retries by default");
  const markdown = await fetch(`${site}/guides/retries.md`);
  expect(markdown.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  expect(await markdown.text()).toMatch(/^# Retries\n/);
  await stop();
  await expect(fetch(site)).rejects.toThrow("fetch failed");
});

test("the development server serves a base path, with a search dialog that names the built site", async () => {
  const { site } = await startSite("--base", "/project/");
  expect(new URL(site).pathname).toBe("/project");
  const page = await visit(path, { site });
  await send(page);
  await waitForState(page, "done");
  expect(await page.locator("#content").textContent()).toBe("One, two, three, four, five.");
  await page.getByRole("button", { name: "Search" }).click();
  expect(await page.locator("dialog").textContent()).toContain("pnpm site --built");
});
