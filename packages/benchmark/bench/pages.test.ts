import { expect, test } from "vitest";
import type { Measurement } from "./measurement.ts";
import { formatGoals, formatGuide, formatReadme } from "./pages.ts";
import { createTables, formatText } from "./tables.ts";

const bundle: Measurement = {
  table: "Size",
  title: "bundle of a streamed call",
  summary: "bundle",
  unit: "bytes",
  goals: { "ours-function": 9_000 },
  samples: { "ours-function": [14_232], openai: [86_433] },
};
const call: Measurement = {
  table: "Calls",
  title: "1 in flight",
  summary: "call",
  unit: "µs",
  comparison: { kind: "ratio", to: "fetch-cancelable" },
  goals: { "ours-function": 1.1 },
  // The machine was slow in the last round, for both.
  samples: { "ours-function": [104, 106, 104, 212], "fetch-cancelable": [100, 100, 100, 200] },
};
const memory: Measurement = {
  table: "Memory",
  title: "of 1,000",
  unit: "KiB",
  comparison: { kind: "difference", to: "fetch-cancelable" },
  goals: { "ours-function": 15, "ours-node": 15 },
  samples: { "fetch-cancelable": [70, 70, 70], "ours-function": [90, 90, 90], "ours-node": [60, 59.75, 59] },
};
const results = {
  date: "2026-11-28",
  machine: "2 × CPU, linux, Node 24.21.0",
  versions: { "@org/sdk": "1.0.0", openai: "7.57.0" },
  measurements: [bundle, call, memory],
};

test("a table for the terminal has ratios and differences of samples of the same round, with quartiles", () => {
  expect(`\n${createTables(results.measurements).map(formatText).join("\n")}`).toBe(`
Size
                   bundle of a streamed call, bytes
@org/sdk function  14,232
openai             86,433

Calls
                    1 in flight
hand-written fetch  100 µs (100–125)
@org/sdk function   1.05 (1.04–1.06)

Memory
                                  of 1,000
hand-written fetch                70 KiB
@org/sdk function                 +20
@org/sdk function with nodeFetch  −10.3 (−10.6 to −10.1)
`);
});

test("the README has one short table, without quartiles", () => {
  const text = formatReadme(results);
  expect(text).toContain(`
|  | bundle, bytes | call |
| --- | ---: | ---: |
| hand-written fetch | – | 100 µs |
| \`@org/sdk\` function | 14,232 | 1.05 |
| openai | 86,433 | – |
`);
  expect(text).toContain("within 13 % of them");
  expect(text).toContain("2026-11-28; 2 × CPU, linux, Node 24.21.0.");
  expect(text).not.toContain("of 1,000");
});

test("the guide has all tables, the date, the machine and the versions", () => {
  const text = formatGuide(results);
  expect(text).toContain(
    "Measured on 2026-11-28, with 2 × CPU, linux, Node 24.21.0; `@org/sdk` 1.0.0, `openai` 7.57.0.",
  );
  expect(text.match(/^### .*$/gm)).toEqual(["### Size", "### Calls", "### Memory"]);
  expect(text).toContain("| `@org/sdk` function | 1.05 (1.04–1.06) |");
});

test("each goal is judged by the median of what its table shows", () => {
  expect(formatGoals(results)).toContain(`
| Size, bundle of a streamed call | ours-function | 9,000 bytes | 14,232 | **missed** |
| Calls, 1 in flight | ours-function / fetch-cancelable | 1.10 | 1.05 (1.04–1.06) | met |
| Memory, of 1,000 | ours-function − fetch-cancelable | 15 KiB | 20 | **missed** |
| Memory, of 1,000 | ours-node − fetch-cancelable | 15 KiB | −10.3 (−10.6 to −10.1) | met |
`);
});

test("a goal of a contestant that was not measured is an error", () => {
  const goals = { "ours-class": 1.1 };
  expect(() => formatGoals({ ...results, measurements: [{ ...call, goals }] })).toThrow("was not measured");
});
