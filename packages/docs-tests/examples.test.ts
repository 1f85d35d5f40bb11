import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMockServer, type MockServer } from "@org/scripts/mock-server.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runFile, type RunResult, type RunOptions } from "./programs.ts";
import { readExamples, getExamplePath, root } from "./snippets.ts";

describe("an example, against the mock server", () => {
  let mock: MockServer | undefined;
  beforeAll(async () => {
    mock = await startMockServer();
  });
  afterAll(() => mock?.stop());
  const run = (name: string, options: Omit<RunOptions, "url"> = {}): Promise<RunResult> =>
    runFile(getExamplePath(name), { url: mock?.url ?? "", ...options });

  test.for([
    ["completion", "The Danube, the Wien and the Liesing.\n26 tokens, $0.0000275, by OpenAI\n"],
    ["stream", "One, two, three, four, five.\n11 tokens, $0.000024\n"],
    ["chat-stream", "One, two, three, four, five.\n(stop, 19 tokens, $0.000024)\n"],
    ["cheapest-model", "example/heron-2: The Danube, the Wien and the Liesing.\n$0.000163 at Together, in 2150 ms\n"],
    ["raw-client", "The Danube, the Wien and the Liesing.\n"],
  ] as const)("%s.ts prints the documented output", async ([name, expectedOutput]) => {
    expect(await run(name)).toEqual({ code: 0, stdout: expectedOutput, stderr: "" });
  });

  test("reasoning.ts prints the reasoning in both turns", async () => {
    const output = "(Mercury is about thirteen times as dense as water.)\nMercury, by far.\n19 tokens of thinking\n";
    expect(await run("reasoning", { prefer: "example=reasoning" })).toEqual({
      code: 0,
      stdout: output + output,
      stderr: "",
    });
  });

  test("testing.ts records exchanges, and replays them without a server", async () => {
    const folder = await mkdtemp(join(tmpdir(), "example-"));
    const args = [join(folder, "recordings")];
    const recorded = await run("testing", { args, env: { RECORD: "1" } });
    expect([recorded.code, await readdir(join(folder, "recordings"))]).toEqual([0, ["0001-chat-completions.json"]]);
    const replayed = await runFile(getExamplePath("testing"), { url: "http://127.0.0.1:9", args });
    expect([replayed.code, replayed.stdout]).toEqual([0, expect.stringMatching(/pass 3/)]);
    await rm(folder, { recursive: true });
  });

  test("images-and-files.ts sends a picture and a document", async () => {
    const folder = await mkdtemp(join(tmpdir(), "example-"));
    const [picture, document] = [join(folder, "photo.png"), join(folder, "contract.pdf")];
    await Promise.all([writeFile(picture, "picture"), writeFile(document, "document")]);
    const result = await run("images-and-files", { prefer: "example=parsedFile", args: [picture, document] });
    await rm(folder, { recursive: true });
    const output = "The tenant pays in advance and keeps no parrots.\n";
    expect(result).toEqual({ code: 0, stdout: output + output, stderr: "" });
  });
});

test("each example has a test, is listed in the README, and has at most 60 lines", async () => {
  const tests = ["examples.test.ts", "examples-scripted.test.ts", "examples-relay.test.ts"].map((file) =>
    join(import.meta.dirname, file),
  );
  const source = (await Promise.all(tests.map((file) => readFile(file, "utf8")))).join("\n");
  const index = await readFile(join(root, "packages/sdk/examples/README.md"), "utf8");
  const examples = readExamples();
  expect(examples.length).toBeGreaterThan(10);
  for (const { file } of examples) {
    const name = /([^/]+)\.ts$/.exec(file)?.[1] ?? "";
    expect(source).toContain(`"${name}"`);
    expect(index).toContain(`(./${name}.ts)`);
  }
  expect(examples.filter(({ code }) => code.trimEnd().split("\n").length > 60)).toEqual([]);
});
