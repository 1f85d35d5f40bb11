import type { Page } from "playwright-core";

export const path = "/playground/";

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
