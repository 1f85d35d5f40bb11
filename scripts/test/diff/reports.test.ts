import { expect, test } from "vitest";
import { compareDocuments } from "../../diff/compare-documents.ts";
import { reportJSON, reportMarkdown, reportText } from "../../diff/report.ts";
import { documentOf } from "../support/sketch.ts";

const string = { type: "string", description: "A." };
const changes = compareDocuments(
  documentOf({
    request: { type: "object", properties: { a: string, b: string } },
    answer: { type: "object", properties: { c: { ...string, enum: ["x"] } } },
  }),
  documentOf({
    request: {
      type: "object",
      required: ["a"],
      properties: {
        a: string,
        b: { ...string, description: "B.", maxLength: 9 },
        d: { type: ["string", "null"], description: "What d is,\nin short. And more." },
      },
    },
    answer: { type: "object", properties: { c: { ...string, enum: ["x", "y"] } } },
  }),
);
const report = { base: "v1", spec: "openapi.yaml", changes };

test("the report for a terminal", () => {
  expect(reportText(report))
    .toBe(`openapi.yaml, compared with v1: 2 breaking changes, 1 compatible change, 2 changes of words. Release: major.

Breaking
  [requests] Request.a is required now
      requests without it no longer compile
  [answers] Answer.c has the new value "y"
      a switch over all values no longer covers them

Compatible
  [requests] Request.d is new, optional: string | null
      What d is, in short.

Words
  [requests] Request.b has other bounds: maxLength 9, was none
      the types don't carry them, and the service enforces its own whatever the version
  described anew: Request.b
`);
});

test("the report for a pull request: types and values are code", () => {
  expect(reportMarkdown(report))
    .toBe(`**major**: 2 breaking changes, 1 compatible change, 2 changes of words in \`openapi.yaml\`, compared with \`v1\`.

### Breaking

- requests: \`Request.a\` is required now<br>requests without it no longer compile
- answers: \`Answer.c\` has the new value \`"y"\`<br>a switch over all values no longer covers them

### Compatible

- requests: \`Request.d\` is new, optional: \`string | null\`<br>What d is, in short.

### Words

- requests: \`Request.b\` has other bounds: \`maxLength 9\`, was \`none\`<br>the types don't carry them, and the service enforces its own whatever the version
- Described anew: \`Request.b\`
`);
});

test("the report for programs", () => {
  const { bump, changes: all, ...rest } = JSON.parse(reportJSON(report)) as { bump: string; changes: object[] };
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
      text: "is required now",
      why: "requests without it no longer compile",
      description: "",
    },
  });
});

test("nothing has changed", () => {
  const nothing = { ...report, changes: [] };
  expect(reportText(nothing)).toBe("openapi.yaml: nothing that a user could notice has changed since v1.\n");
  expect(reportMarkdown(nothing)).toBe("Nothing that a user could notice has changed in `openapi.yaml` since `v1`.\n");
  expect(JSON.parse(reportJSON(nothing))).toEqual({ base: "v1", spec: "openapi.yaml", bump: "none", changes: [] });
});
