import { expect, test } from "vitest";
import { compareDocuments } from "../../diff/compare-documents.ts";
import { planChangeset } from "../../update/changeset.ts";
import { documentOf, type Sketch } from "../support/sketch.ts";

const packages = ["@org/types", "@org/sdk"];
const text = { type: "string", description: "A text." };
const before: Sketch = { request: { type: "object", properties: { a: text } } };
const added: Sketch = {
  request: { type: "object", properties: { a: text, b: { type: "integer", description: "How *many*.\n\nMore." } } },
};
const required: Sketch = { request: { type: "object", required: ["a"], properties: { a: text } } };
const described: Sketch = {
  request: { type: "object", properties: { a: { ...text, description: "A better text." } } },
};

function plan(after: Sketch, existing?: string) {
  return planChangeset({ changes: compareDocuments(documentOf(before), documentOf(after)), packages, existing });
}

/** A changeset whose text somebody has written anew. */
function edited(after: Sketch, words: string): string {
  return (plan(after).file ?? "").replace(/(?<=\n---\n\n)[^]*/, `${words}\n`);
}

test("something new", () => {
  expect(plan(added)).toEqual({
    file: `---
"@org/types": minor
"@org/sdk": minor
# By pnpm regenerate, 13014caf. Edit the text: it will be kept.
---

The types follow the API, which has something new.

New:

- \`Request.b\` is new, optional: \`integer\`. How _many_.
`,
    message: "minor. Put it in your own words.",
  });
});

test("something that breaks: told first, with what to do about it", () => {
  const both: Sketch = {
    request: { ...(added.request as object), required: ["a"] },
    answer: { type: "object", properties: { c: { $ref: "#/components/schemas/New" } } },
    schemas: { New: { type: "object" } },
  };
  expect(plan(both).file?.replace(/^---[^]*---\n\n/, ""))
    .toBe(`The types follow the API, in which something has changed that existing code may rely on.

Breaking:

- \`Request.a\` is required now: requests without it no longer compile.

New:

- \`Request.b\` is new, optional: \`integer\`. How _many_.
- \`Answer.c\` is new, optional: \`New\`.
- More types: \`New\`.
`);
});

test("descriptions only", () => {
  expect(plan(described).file).toContain("\n\nThe descriptions follow the API.\n");
  expect(plan(described).file).toContain('"@org/sdk": patch\n');
});

test("nothing, and no file", () => {
  expect(plan(before)).toEqual({
    file: undefined,
    message: "none, since nothing that a user could notice has changed.",
  });
});

test("a second run changes nothing", () => {
  const { file } = plan(added);
  expect(plan(added, file).file).toBe(file);
  expect(plan(added, file?.replaceAll("\n", "\r\n")).file).toBe(file);
});

test("the changes grow: a text that nobody has touched is written anew", () => {
  expect(plan(required, plan(added).file).file).toBe(plan(required).file);
});

test("the changes go: a text that nobody has touched goes too", () => {
  expect(plan(before, plan(added).file)).toEqual({
    file: undefined,
    message: "deleted, since nothing that a user could notice is left of the changes.",
  });
});

test("an edited text is kept", () => {
  const file = edited(added, "Requests take `b`, the number of things.");
  expect(plan(added, file)).toEqual({ file, message: "minor. Your text is kept." });
});

test("an edited text is kept when it says more than it must", () => {
  const file = edited(added, "Requests take `b`.").replaceAll("minor", "major");
  expect(plan(added, file)).toEqual({ file, message: "major. Your text is kept." });
});

test("an edited text is kept, but its step is raised, and what it does not mention is named", () => {
  const file = edited(added, "Requests take `b`.");
  expect(plan(required, file)).toEqual({
    file: file.replaceAll("minor", "major"),
    message: "major now, since the changes ask for it. Your text is kept. It does not mention Request.a.",
  });
});

test("an edited text that nothing asks for any more is left to who wrote it", () => {
  const file = edited(added, "Requests take `b`.");
  expect(plan(before, file)).toEqual({
    file,
    message: "no longer needed, but it has been edited: delete it yourself.",
  });
});

test("a file of somebody else's under the same name counts as edited", () => {
  const file = '---\n"@org/types": patch\n---\n\nMine, about `b`.\n';
  expect(plan(added, file).file).toMatch(/"@org\/types": minor\n"@org\/sdk": minor\n[^]*\n\nMine, about `b`\.\n$/);
});
