import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { bundle } from "../budgets/bundle.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

test.each(["esbuild", "rolldown"] as const)(
  "a bundle for browsers by %s contains the builders, runs, and needs no module of Node",
  async (bundler) => {
    const folder = await mkdtemp(join(here, "bundle-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const program = join(folder, "program.ts");
    await writeFile(
      program,
      `import { OpenRouter } from "@org/sdk";
      import { mockFetch, sseResponse } from "@org/sdk/testing.js";
      const openRouter = new OpenRouter({ apiKey: "none", fetch: mockFetch([sseResponse("One, two.")]) });
      export let text = "";
      const stream = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }], stream: true });
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";`,
    );
    const code = await bundle(bundler, program, false);
    expect(code).not.toMatch(/node:|\bimport\(/);
    await writeFile(join(folder, "bundle.mjs"), code);
    const { text } = (await import(/* @vite-ignore */ join(folder, "bundle.mjs"))) as { text: string };
    expect(text).toBe("One, two.");
  },
);

test.each(["esbuild", "rolldown"] as const)(
  "%s can bundle recordFetch and replayFetch for browsers",
  async (bundler) => {
    const folder = await mkdtemp(join(here, "bundle-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const program = join(folder, "program.ts");
    await writeFile(program, 'export { recordFetch, replayFetch } from "@org/sdk/testing.js";');
    const code = await bundle(bundler, program, false);
    // A static import of a Node module fails in bundlers for browsers.
    expect(code).not.toMatch(/import\(["']node:|from ["']node:/);
  },
);
