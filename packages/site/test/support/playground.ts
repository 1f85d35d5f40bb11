import type { Page } from "playwright-core";
import type { Visit, VisitOptions } from "./visit.ts";

export const path = "/playground/";

/** Opens the playground, and selects a server without a key. */
export async function openPlayground(visit: Visit, serverURL: string, options?: VisitOptions): Promise<Page> {
  const page = await visit(path, options);
  await useServer(page, serverURL);
  return page;
}

/** Selects a server in the playground. */
export async function useServer(page: Page, url: string, key = ""): Promise<void> {
  await page.getByLabel("Another URL").check();
  await page.getByLabel("Server URL").fill(url);
  await page.getByLabel("API key").fill(key);
}

export async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send" }).click();
}

/** Waits until the run has ended in a state. */
export async function waitForState(page: Page, state: "done" | "stopped" | "failed"): Promise<void> {
  await page.locator(`#response[data-state=${state}]`).waitFor();
}

/** Returns the facts of the response, or of the error, by name. */
export function getFacts(page: Page, id: "facts" | "error-facts"): Promise<Record<string, string>> {
  return page.locator(`#${id}`).evaluate((list) => {
    const names = [...list.querySelectorAll("dt")];
    return Object.fromEntries(names.map((name) => [name.textContent, name.nextElementSibling?.textContent ?? ""]));
  });
}
