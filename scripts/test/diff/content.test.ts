import ts from "typescript";
import { expect, test } from "vitest";
import { compareDocuments } from "../../diff/compare-documents.ts";
import type { MediaType, OpenAPIDocument } from "../../spec/openapi.ts";
import { createProgram } from "../support/compare-declarations.ts";
import { generateSources } from "../support/generate-sources.ts";
import { createDocument } from "../support/sketch.ts";

const pool: [type: string, MediaType][] = [
  ["application/json", { schema: { $ref: "#/components/schemas/Thing" } }],
  ["application/problem+json", { schema: { type: "object", properties: { b: { type: "integer" } } } }],
  ["text/plain", { schema: { type: "string" } }],
  ["text/csv", {}],
  ["application/pdf", { schema: { type: "string" } }],
  ["text/event-stream", { schema: { $ref: "#/components/schemas/Thing" } }],
];

/** Each content type, and each two of them in both orders. */
const contents: readonly Record<string, MediaType>[] = pool.flatMap((one) =>
  pool.map((other) => Object.fromEntries(one === other ? [one] : [one, other]) as Record<string, MediaType>),
);

const events = { "text/event-stream; charset=utf-8": { schema: { $ref: "#/components/schemas/Thing" } } };

/** Those that a response can have: also none, and events with a parameter in their content type. */
const responseContents = [{}, ...contents, events, { ...contents[0], ...events }];

const schemas = { Thing: { type: "object", required: ["a"], properties: { a: { type: "string" } } } };

interface Direction {
  readonly contents: readonly Record<string, MediaType>[];
  readonly create: (content: Record<string, MediaType>) => OpenAPIDocument;
  /** The types that programs use. */
  readonly types: string;
  /** Whether a program that uses the old type compiles with the new one. */
  readonly check: (old: string, now: string) => string;
}

const directions: Record<string, Direction> = {
  response: {
    contents: responseContents,
    create: (content) =>
      createDocument({ schemas, operation: { responses: { "200": { description: "Done", content } } } }),
    types: `export type Body = [Operations["createThing"]["response"], Data<paths["/things"]["post"]>];`,
    check: (old, now) => `Check<${now}, ${old}>`,
  },
  request: {
    contents,
    create: (content) =>
      createDocument({ schemas, operation: { requestBody: { required: true, content }, responses: {} } }),
    types: `export type Body = [Operations["createThing"]["request"], Init<paths["/things"]["post"]>["body"]];`,
    check: (old, now) => `Check<${old}, ${now}>`,
  },
  "response to a call with stream: true": {
    contents: responseContents,
    create: (content) =>
      createDocument({
        schemas,
        request: { type: "object", properties: { stream: { type: "boolean" } } },
        operation: { responses: { "200": { description: "Done", content } } },
      }),
    types: `export type Body = Pick<Init<paths["/things"]["post"], "json", true>, "parseAs">;`,
    check: (old, now) => `Check<${old}, ${now}>`,
  },
};

test.each(Object.entries(directions))(
  "a program compiles after any change of the content types of a %s that is not reported as breaking",
  (_name, { contents: all, create, types, check }) => {
    const documents = all.map(create);
    const names = all.map((content) => Object.keys(content).join(", ") || "nothing");
    const pairs = documents.flatMap((before, from) => {
      const others = documents.map((after, to) => ({ from, to, changes: compare(before, after) }));
      return others.filter(({ changes }) => !changes.some(({ isBreaking }) => isBreaking));
    });
    expect(pairs.length).toBeGreaterThan(all.length);

    const checks = pairs.map(({ from, to }) => `export type T${from}_${to} = ${check(`B${from}`, `B${to}`)};`);
    const imports = documents.map((_document, index) => `import type { Body as B${index} } from "./${index}/body.ts";`);
    const files = new Map([
      ["/globals.d.ts", globals],
      ["/check.ts", [...imports, "type Check<A extends B, B> = A;", ...checks].join("\n")],
      ...documents.flatMap((document, index) => listFiles(document, index, types)),
    ]);
    const program = createProgram(files);
    const errors = program.getSemanticDiagnostics(program.getSourceFile("/check.ts")).map(({ file, start = 0 }) => {
      const { line } = ts.getLineAndCharacterOfPosition(file as ts.SourceFile, start);
      const pair = pairs[line - imports.length - 1];
      return `${names[pair?.from ?? -1]} → ${names[pair?.to ?? -1]}`;
    });
    expect(errors).toEqual([]);
  },
);

function compare(before: OpenAPIDocument, after: OpenAPIDocument): ReturnType<typeof compareDocuments> {
  return compareDocuments(structuredClone(before), structuredClone(after));
}

const globals = ["Blob", "Headers", "FormData", "Request", "Response", "RequestInit"]
  .map((name) => `interface ${name} { readonly is${name}: true; readonly body?: unknown }`)
  .join("\n");

function listFiles(document: OpenAPIDocument, index: number, types: string): [string, string][] {
  const sources = generateSources(document);
  const call = sources["client/call"] ?? "";
  const imports = `import type { Operations, paths } from "./operations.gen.ts";\nimport type { Data, Init } from "./call.ts";\n`;
  return [
    [`/${index}/body.ts`, imports + types],
    [
      `/${index}/call.ts`,
      call
        .replace(/^import .*openapi-fetch.*$/m, "type Middleware = unknown;")
        .replace("@test/types", "./operations.gen.ts"),
    ],
    [`/${index}/operations.gen.ts`, sources["types/operations"] ?? ""],
    [`/${index}/schemas.gen.ts`, sources["types/schemas"] ?? ""],
  ];
}
