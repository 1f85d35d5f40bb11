import type { Page } from "playwright-core";

export const path = "/playground/";

/** Lets the playground talk to this server. */
export async function useServer(page: Page, url: string, key = ""): Promise<void> {
  await page.getByLabel("Another URL").check();
  await page.getByLabel("Server URL").fill(url);
  await page.getByLabel("API key").fill(key);
}

export async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send" }).click();
}

/** Waits until the run has come to this end. */
export async function ended(page: Page, state: "done" | "stopped" | "failed"): Promise<void> {
  await page.locator(`#answer[data-state=${state}]`).waitFor();
}

/** The facts of the answer, or of the error, by name. */
export function factsIn(page: Page, id: "facts" | "error-facts"): Promise<Record<string, string>> {
  return page.locator(`#${id}`).evaluate((list) => {
    const names = [...list.querySelectorAll("dt")];
    return Object.fromEntries(names.map((name) => [name.textContent, name.nextElementSibling?.textContent ?? ""]));
  });
}
