import ts from "typescript";
import { compareDocuments } from "../../diff/compare-documents.ts";
import { normalizeSpec } from "../../shapes/normalized-spec.ts";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { compareDeclarations, createProgram, type Sources } from "./compare-declarations.ts";
import { generateSources } from "./generate-sources.ts";

export interface DocumentPair {
  readonly name: string;
  readonly before: OpenAPIDocument;
  readonly after: OpenAPIDocument;
}

/**
 * Compares the verdicts on pairs of documents with the generated types: equal types are not breaking, other types are
 * reported, and a change is breaking if a request of the old type is not assignable to the new one, or a response of
 * the new type not to the old one.
 *
 * @returns a line for each verdict that does not agree
 */
export function findDisagreements(pairs: readonly DocumentPair[]): string[] {
  const judged = pairs.map(judge);
  const files = new Map([
    ["/globals.d.ts", "interface Blob { readonly size: number }"],
    ...judged.flatMap(({ sources, checks }, index): [string, string][] => [
      ...Object.entries(sources).flatMap(([folder, modules]) =>
        (["schemas", "operations"] as const).map((name): [string, string] => [
          `/${index}/${folder}/${name}.gen.ts`,
          modules[`types/${name}`] ?? "",
        ]),
      ),
      [`/${index}/check.ts`, [...prelude, ...checks].join("\n")],
    ]),
  ]);
  const program = createProgram(files);
  return judged.flatMap(({ name, isReported, isBreaking, isEqual }, index) => {
    const isIncompatible = program.getSemanticDiagnostics(program.getSourceFile(`/${index}/check.ts`)).length > 0;
    const own = [`/${index}/old/schemas.gen.ts`, `/${index}/new/schemas.gen.ts`].flatMap((file) =>
      program.getSemanticDiagnostics(program.getSourceFile(file)),
    );
    const problems: [isWrong: boolean, text: string][] = [
      [isEqual && isBreaking, "the types are equal, and a change is breaking"],
      [!isEqual && !isReported, "the types differ, and no change is reported"],
      [isIncompatible && !isBreaking, "the types are incompatible, and no change is breaking"],
    ];
    return own
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "))
      .concat(problems.filter(([isWrong]) => isWrong).map(([, text]) => text))
      .map((text) => `${name}: ${text}`);
  });
}

const prelude = [
  `import type { components as Old } from "./old/operations.gen.ts";`,
  `import type { components as New } from "./new/operations.gen.ts";`,
  `type Check<A extends B, B> = A;`,
];

interface Judged {
  readonly name: string;
  readonly isReported: boolean;
  readonly isBreaking: boolean;
  readonly isEqual: boolean;
  readonly sources: Readonly<Record<"old" | "new", Sources>>;
  readonly checks: readonly string[];
}

function judge({ name, before, after }: DocumentPair): Judged {
  const changes = compareDocuments(structuredClone(before), structuredClone(after));
  const sources = { old: generateSources(before), new: generateSources(after) };
  const [old, now] = [before, after].map((document) => normalizeSpec(structuredClone(document))) as [
    ReturnType<typeof normalizeSpec>,
    ReturnType<typeof normalizeSpec>,
  ];
  const names = [...old.shapes.keys()].filter((one) => now.shapes.has(one));
  const checks = names.flatMap((one) => {
    const [from, to] = ["Old", "New"].map((document) => `${document}["schemas"][${JSON.stringify(one)}]`);
    const pairs: [isUsed: boolean, check: string][] = [
      [old.requests.has(one) || now.requests.has(one), `Check<${from}, ${to}>`],
      [old.responses.has(one) || now.responses.has(one), `Check<${to}, ${from}>`],
    ];
    return pairs.filter(([isUsed]) => isUsed).map(([, check]) => check);
  });
  return {
    name,
    isReported: changes.length > 0,
    isBreaking: changes.some(({ isBreaking }) => isBreaking),
    isEqual: compareDeclarations(sources.old, sources.new).length === 0,
    sources,
    checks: checks.map((check, index) => `export type T${index} = ${check};`),
  };
}
