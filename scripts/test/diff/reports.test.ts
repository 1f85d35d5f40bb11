import { expect, test } from "vitest";
import { compareDocuments } from "../../diff/compare-documents.ts";
import { formatJSON, formatMarkdown, formatText } from "../../diff/report.ts";
import { createDocument } from "../support/sketch.ts";

const string = { type: "string", description: "A." };
const changes = compareDocuments(
  createDocument({
    request: { type: "object", properties: { a: string, b: string } },
    response: { type: "object", properties: { c: { ...string, enum: ["x"] } } },
  }),
  createDocument({
    request: {
      type: "object",
      required: ["a"],
      properties: {
        a: string,
        b: { ...string, description: "B.", maxLength: 9 },
        d: { type: ["string", "null"], description: "What d is,\nin short. And more." },
      },
    },
    response: { type: "object", properties: { c: { ...string, enum: ["x", "y"] } } },
  }),
);
const report = { base: "v1", spec: "openapi.yaml", changes };

test("formats a report for a terminal", () => {
  expect(formatText(report))
    .toBe(`openapi.yaml, compared with v1: 2 breaking changes, 1 compatible change, 2 documentation changes. Release: major.

Breaking
  [requests] Request.a is now required
      requests without it no longer compile
  [responses] Response.c has the new value "y"
      a switch over all values no longer covers them

Compatible
  [requests] Request.d is new, optional: string | null
      What d is, in short.

Documentation
  [requests] Request.b now has the maximum length 9
      types do not express bounds, and the service enforces its own in any version
  new descriptions: Request.b
`);
});

test("formats a report for a pull request, with types and values as code", () => {
  expect(formatMarkdown(report))
    .toBe(`**major**: 2 breaking changes, 1 compatible change, 2 documentation changes in \`openapi.yaml\`, compared with \`v1\`.

### Breaking

- requests: \`Request.a\` is now required<br>requests without it no longer compile
- responses: \`Response.c\` has the new value \`"y"\`<br>a switch over all values no longer covers them

### Compatible

- requests: \`Request.d\` is new, optional: \`string | null\`<br>What d is, in short.

### Documentation

- requests: \`Request.b\` now has the \`maximum length 9\`<br>types do not express bounds, and the service enforces its own in any version
- New descriptions: \`Request.b\`
`);
});

test("formats a report for programs", () => {
  const { bump, changes: all, ...rest } = JSON.parse(formatJSON(report)) as { bump: string; changes: object[] };
  expect({ bump, rest, first: all[0] }).toEqual({
    bump: "major",
    rest: { base: "v1", spec: "openapi.yaml" },
    first: {
      kind: "field-required",
      name: "Request.a",
      direction: "request",
      bump: "major",
      isBreaking: true,
      before: "",
      after: "",
      text: "is now required",
      why: "requests without it no longer compile",
      description: "",
    },
  });
});

test("formats a report without changes", () => {
  const nothing = { ...report, changes: [] };
  expect(formatText(nothing)).toBe("openapi.yaml: no changes for users since v1.\n");
  expect(formatMarkdown(nothing)).toBe("No changes for users in `openapi.yaml` since `v1`.\n");
  expect(JSON.parse(formatJSON(nothing))).toEqual({ base: "v1", spec: "openapi.yaml", bump: "none", changes: [] });
});

/** Compares two documents of which one has many more fields with long names, types and descriptions. */
function createManyChanges(count: number, description: string) {
  const names = Array.from({ length: count }, (_, index) => `field_${index}_${"long".repeat(10)}`);
  const properties = Object.fromEntries(
    names.map((name) => [name, { type: "string", enum: ["x".repeat(900)], description }]),
  );
  return compareDocuments(
    createDocument({ response: { type: "object", properties } }),
    createDocument({ request: { type: "object", properties }, response: { type: "object" } }),
  );
}

test.each([
  [
    "150 removed and 150 new fields",
    150,
    "What it is, in a sentence of some length, as documents have them. And more.",
  ],
  ["changes with long descriptions", 150, "A description without an end ".repeat(80)],
  ["thousands of changes", 1500, ""],
])("formats %s for a pull request within the limit of a comment", (_name, count, description) => {
  const many = createManyChanges(count, description);
  const text = formatMarkdown({ ...report, changes: many });
  const shown = text.match(/^- /gm)?.length ?? 0;
  expect(many.length).toBe(2 * count);
  expect(text.length).toBeLessThanOrEqual(65_536);
  const rest = many.length - shown;
  const remark = `${rest} more changes are left out, since a comment has at most 65536 characters. To see all: \`pnpm spec:diff v1 openapi.yaml --json\``;
  expect(text.endsWith(`\n\n${remark}\n`)).toBe(rest > 0);
  // No item is cut off.
  expect(
    text
      .split("\n")
      .filter((line) => line.startsWith("- "))
      .every((line) => line.split("`").length % 2 === 1),
  ).toBe(true);
});

test("lists the names of thousands of new descriptions as far as they fit", () => {
  const [before, after] = ["A.", "B."].map((description) => {
    const names = Array.from({ length: 5000 }, (_, index) => `field_${index}`);
    return createDocument({
      request: {
        type: "object",
        properties: Object.fromEntries(names.map((name) => [name, { type: "string", description }])),
      },
    });
  });
  const all = compareDocuments(before ?? createDocument(), after ?? createDocument());
  const text = formatMarkdown({ ...report, changes: all });
  expect(text.length).toBeLessThanOrEqual(65_536);
  const [, count] = /\n\n(\d+) more changes are left out/.exec(text) ?? [];
  expect(Number(count) + (text.match(/`Request\.field_/g) ?? []).length).toBe(5000);
});
