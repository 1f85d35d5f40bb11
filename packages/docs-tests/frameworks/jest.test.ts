import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { parseFences } from "../fences.ts";
import { root } from "../snippets.ts";
import { createProject, resolveInstalled } from "./install.ts";

const run = promisify(execFile);
const readme = readFileSync(`${root}/packages/sdk/README.md`, "utf8");

/** The settings that the README shows for Node 22 and CommonJS. */
const documented = JSON.parse(
  parseFences(readme).find(({ text }) => text.includes("transformIgnorePatterns"))?.text ?? "",
) as { readonly transform: object; readonly transformIgnorePatterns: readonly string[] };

const nodes = { "Node 22": resolveInstalled("node22/bin/node"), "Node 24": process.execPath } as const;

const modules = `import { OpenRouter } from "@org/sdk";
import { ChatCompletionError } from "@org/sdk/models/errors";
import { errorResponse, jsonResponse, mockFetch, sseResponse } from "@org/sdk/testing.js";
`;
const commonJS = modules.replaceAll(/^import (.*) from (.*);$/gm, "const $1 = require($2);");
const tests = `
const question = { messages: [{ role: "user", content: "And the weather?" }] };

test("completes", async () => {
  const fetch = mockFetch([jsonResponse("It is raining.")]);
  const completion = await new OpenRouter({ apiKey: "none", fetch }).chat.complete(question);
  expect(completion.choices[0]?.message.content).toBe("It is raining.");
  expect(fetch.requests[0]?.body).toEqual(question);
});

test("streams", async () => {
  const openRouter = new OpenRouter({ apiKey: "none", fetch: mockFetch([sseResponse("It is raining.")]) });
  let text = "";
  for await (const chunk of await openRouter.chat.complete({ ...question, stream: true })) {
    text += chunk.choices[0]?.delta.content ?? "";
  }
  expect(text).toBe("It is raining.");
});

test("fails", async () => {
  const openRouter = new OpenRouter({ apiKey: "none", fetch: mockFetch([errorResponse(402, "No credits")]) });
  await expect(openRouter.chat.complete(question)).rejects.toThrow(ChatCompletionError);
});
`;
const typedTests = tests.replace("const question =", "const question: ChatCompletionCreateParams =");
const javaScript = { "a.test.js": commonJS + tests };
const typeScript = {
  "a.test.ts": `import type { ChatCompletionCreateParams } from "@org/sdk/models";\n${modules}${typedTests}`,
};
const compilerOptions = { module: "nodenext", target: "es2022", strict: true, isolatedModules: true, types: ["jest"] };
const tsconfig = { "tsconfig.json": JSON.stringify({ compilerOptions }) };
const withJavaScript = { "tsconfig.json": JSON.stringify({ compilerOptions: { ...compilerOptions, allowJs: true } }) };
const babel = { "babel.config.cjs": 'module.exports = { presets: [["@babel/preset-env", { targets: "node 22" }]] };' };

interface Project {
  readonly title: string;
  readonly type: "module" | "commonjs";
  /** The settings in package.json. */
  readonly jest: object;
  readonly files: Readonly<Record<string, string>>;
  /** Whether Node needs the flag `--experimental-vm-modules`. */
  readonly hasFlag: boolean;
  readonly nodes: readonly (keyof typeof nodes)[];
}

const projects: readonly Project[] = [
  {
    title: "ES modules, JavaScript",
    type: "module",
    jest: { transform: {} },
    files: { "a.test.js": modules + tests },
    hasFlag: true,
    nodes: ["Node 22", "Node 24"],
  },
  {
    title: "ES modules, ts-jest",
    type: "module",
    jest: { preset: "ts-jest/presets/default-esm" },
    files: { ...typeScript, ...tsconfig },
    hasFlag: true,
    nodes: ["Node 22", "Node 24"],
  },
  {
    title: "CommonJS, JavaScript",
    type: "commonjs",
    jest: {},
    files: javaScript,
    hasFlag: true,
    nodes: ["Node 24"],
  },
  {
    title: "CommonJS, ts-jest",
    type: "commonjs",
    jest: { preset: "ts-jest" },
    files: { ...typeScript, ...tsconfig },
    hasFlag: true,
    nodes: ["Node 24"],
  },
  {
    title: "CommonJS, ts-jest that compiles the packages",
    type: "commonjs",
    jest: documented,
    files: { ...typeScript, ...withJavaScript },
    hasFlag: false,
    nodes: ["Node 22", "Node 24"],
  },
  {
    title: "CommonJS, babel-jest that compiles the packages",
    type: "commonjs",
    jest: { transformIgnorePatterns: documented.transformIgnorePatterns },
    files: { ...javaScript, ...babel },
    hasFlag: false,
    nodes: ["Node 22", "Node 24"],
  },
];

describe("tests with jest 30, as the README describes them", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await createProject("jest");
  });

  describe.each(projects)("$title", ({ title, type, jest, files, hasFlag, nodes: names }) => {
    test.each(names)("pass on %s", async (name) => {
      const cwd = join(folder, `${title} ${name}`);
      await mkdir(cwd);
      const manifest = { type, jest: { ...jest, cacheDirectory: "cache" } };
      const all = { ...files, "package.json": JSON.stringify(manifest) };
      await Promise.all(Object.entries(all).map(([file, text]) => writeFile(join(cwd, file), text)));
      const env = { ...process.env, NODE_OPTIONS: hasFlag ? "--experimental-vm-modules" : "" };
      const output = await run(nodes[name], [resolveInstalled("jest/bin/jest.js")], { cwd, env }).then(
        ({ stderr }) => stderr,
        (error: { stderr: string }) => error.stderr,
      );
      expect(output).toMatch(/^Tests: +3 passed, 3 total$/m);
      expect(output).not.toContain("WARN");
    });
  });
});
