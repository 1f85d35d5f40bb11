import { expect, test } from "vitest";
import { fillPage, readPages, readPublished } from "./publish.ts";

test("the pages contain the tables of published.json", async () => {
  const results = await readPublished();
  for (const [page, text] of await readPages()) expect(fillPage(page, text, results)).toBe(text);
});
