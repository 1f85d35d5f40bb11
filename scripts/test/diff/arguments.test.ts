import { expect, test } from "vitest";
import { parseDiffArguments } from "../../diff/arguments.ts";

const defaults = {
  base: undefined,
  next: undefined,
  spec: undefined,
  format: "text",
  failOn: "none",
  path: undefined,
};

test.each([
  [[], defaults],
  [["v1"], { ...defaults, base: "v1" }],
  [["old.yaml", "new.yaml"], { ...defaults, base: "old.yaml", next: "new.yaml" }],
  [["old.yaml", "--spec", "new.yaml"], { ...defaults, base: "old.yaml", spec: "new.yaml" }],
  [["--json", "--fail-on", "breaking"], { ...defaults, format: "json", failOn: "breaking" }],
  [
    ["--markdown", "--fail-on=compatible", "--path", "/chat/*"],
    { ...defaults, format: "markdown", failOn: "compatible", path: "/chat/*" },
  ],
])("parses %j", (args, want) => {
  expect(parseDiffArguments(args)).toEqual(want);
});

test.each([
  [["a", "b", "c"], "Expected at most two documents, got a, b, c"],
  [["a", "b", "--spec", "c"], "Expected one new document, got b and --spec c"],
  [["--json", "--markdown"], "Expected --json or --markdown, got both"],
  [["--fail-on", "all"], '--fail-on must be breaking, compatible, none, got "all"'],
  [["--fail-on", ""], "--fail-on must be"],
  [["--path"], "argument missing"],
  [["--unknown"], "Unknown option '--unknown'"],
])("rejects %j", (args, message) => {
  expect(() => parseDiffArguments(args)).toThrow(message);
});
