import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { attributeProfile } from "./attribute-profile.ts";

test("a profile is attributed to modules of the SDK, with native functions to their caller and without idle time", async () => {
  const folder = await mkdtemp(join(tmpdir(), "profile-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const dist = join(folder, "node_modules/@org/sdk/dist");
  await mkdir(dist, { recursive: true });
  const shared = join(dist, "shared.js");
  await writeFile(
    shared,
    "// src/config/merge-headers.ts\nfunction a() {}\n// src/stream/sse-parser.ts\nfunction b() {}\n",
  );
  const url = pathToFileURL(shared).href;
  const nodes = [
    createNode(1, "(root)", "", -1, [2, 3, 4, 5, 7, 8]),
    createNode(2, "(idle)"),
    createNode(3, "(garbage collector)"),
    createNode(4, "a", url, 1),
    createNode(5, "b", url, 3, [6]),
    createNode(6, "native"),
    createNode(7, "fetch", "node:internal/deps/undici/undici", 9),
    createNode(8, "(program)"),
  ];
  const samples = [2, 2, 3, 4, 5, 6, 7, 7, 8, 8, 8, 8];
  const times = attributeProfile({ profile: { nodes, startTime: 0, endTime: 0, samples }, cpu: 1_000 });
  expect(Object.fromEntries(times)).toEqual({
    "garbage collection": 100,
    "SDK: headers": 100,
    "SDK: response": 200,
    "Node: fetch (undici)": 200,
  });
});

function createNode(id: number, functionName: string, url = "", lineNumber = -1, children: number[] = []) {
  return { id, callFrame: { functionName, url, lineNumber, columnNumber: 0, scriptId: "0" }, children };
}
