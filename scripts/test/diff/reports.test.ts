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
