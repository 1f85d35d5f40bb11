import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { bundle } from "../budgets/bundle.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

test.each(["esbuild", "rolldown"] as const)(
  "a bundle for browsers by %s has the builders, runs, and asks for nothing of Node",
  async (bundler) => {
    const folder = await mkdtemp(join(here, "bundle-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const program = join(folder, "program.ts");
    await writeFile(
      program,
      `import { OpenRouter } from "@org/sdk";
      import { mockFetch, sseResponse } from "@org/sdk/testing.js";
      const openRouter = new OpenRouter({ apiKey: "none", fetch: mockFetch([sseResponse("One, two.")]) });
      export let said = "";
      const stream = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }], stream: true });
      for await (const chunk of stream) said += chunk.choices[0]?.delta.content ?? "";`,
    );
    const code = await bundle(bundler, program, false);
    expect(code).not.toMatch(/node:|\bimport\(/);
    await writeFile(join(folder, "bundle.mjs"), code);
    const { said } = (await import(/* @vite-ignore */ join(folder, "bundle.mjs"))) as { said: string };
    expect(said).toBe("One, two.");
  },
);

test.each(["esbuild", "rolldown"] as const)("recordFetch and replayFetch can be bundled by %s", async (bundler) => {
  const folder = await mkdtemp(join(here, "bundle-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = join(folder, "program.ts");
  await writeFile(program, 'export { recordFetch, replayFetch } from "@org/sdk/testing.js";');
  const code = await bundle(bundler, program, false);
  // Not as an import of Node's that bundlers would refuse.
  expect(code).not.toMatch(/import\(["']node:|from ["']node:/);
});
