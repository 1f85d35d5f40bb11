import type { OpenAPIDocument } from "../spec/openapi.ts";
import { formatOperation } from "../spec/operations.ts";
import { createExampleCall } from "./example-call.ts";
import { capitalize, type SDKOperation } from "./sdk-operation.ts";
import * as templates from "./templates.ts";

/** A part of the SDK that an operation needs and that is not generated. */
export interface SDKPart {
  /** The file, from the root of the repository. */
  readonly file: string;
  /** What to do if the part is missing: `Add …`. */
  readonly step: string;
  /** @param text the text of the file; `""` if it does not exist */
  isPresent(text: string): boolean;
  /**
   * Adds the part to the text of its file. Absent where no template fits.
   *
   * @param text the text of the file; `""` if it does not exist
   */
  readonly add?: (text: string) => string;
}

const sdk = "packages/sdk";

/** Lists the parts of an operation, in the order in which they depend on each other. */
export function listSDKParts(document: OpenAPIDocument, operation: SDKOperation): SDKPart[] {
  const parts = createParts(document, operation);
  return operation.isJSON ? parts : parts.map(({ add: _add, ...part }) => part);
}

function createParts(document: OpenAPIDocument, operation: SDKOperation): SDKPart[] {
  const { info, resource, method, functionName, resourceFile } = operation;
  const call = formatOperation(info);
  const className = capitalize(resource);
  const resourceModule = `./resources/${resourceFile}.ts`;
  const description = templates.getResourceDescription(operation);
  return [
    ...templates.createRequestTypes(operation).map(([name, declaration]): SDKPart => {
      return {
        file: `${sdk}/src/models/operations.ts`,
        step: `Add the type ${name} of ${call}.`,
        isPresent: (text) => new RegExp(`^export (type|interface) ${name}\\b`, "m").test(text),
        add: (text) => text + declaration,
      };
    }),
    {
      file: `${sdk}/src/funcs/${functionName}.ts`,
      step: `Write the function ${functionName} of ${call}${operation.isJSON ? "" : " by hand: not all of its bodies are JSON"}.`,
      isPresent: (text) => text !== "",
      add: () => templates.createFunction(operation, createExampleCall(document, operation)),
    },
    {
      file: `${sdk}/src/resources/${resourceFile}.ts`,
      step: `Add the method ${method} of ${call}.`,
      isPresent: (text) => new RegExp(`^  ${method}[(<]`, "m").test(text),
      add: (text) => {
        const existing = text === "" ? templates.createResourceClass(operation) : text;
        const withImports = templates.getMethodImports(operation).reduce(templates.addImport, existing);
        return insertBefore(withImports, /^\}$/m, templates.createMethod(operation));
      },
    },
    {
      file: `${sdk}/src/client.ts`,
      step: `Add the property ${resource}.`,
      isPresent: (text) => new RegExp(`^  readonly ${resource}:`, "m").test(text),
      add: (text) => {
        const withImport = templates.addImport(text, { name: className, module: resourceModule, kind: "value" });
        const property = `  /** ${description} */\n  readonly ${resource}: ${className} = new ${className}(this);\n`;
        return insertBefore(withImport, /^\}$/m, property);
      },
    },
    {
      file: `${sdk}/src/index.ts`,
      step: `Export the type of ${resourceModule}.`,
      isPresent: (text) => text.includes(`"${resourceModule}"`),
      add: (text) => {
        return insertBefore(text, /^export type \{\n/m, `export type { ${className} } from "${resourceModule}";\n`);
      },
    },
    {
      file: `${sdk}/package.json`,
      step: `Add the exports ./funcs/${functionName} and ./funcs/${functionName}.js.`,
      isPresent: (text) => text.includes(`"./funcs/${functionName}"`) && text.includes(`"./funcs/${functionName}.js"`),
      add: (text) => addExports(text, functionName),
    },
    // Other operations have tests of their own.
    ...(operation.isJSON ? [createTestPart(document, operation)] : []),
    {
      file: `packages/packaging/api/reports/funcs.${functionName}.txt`,
      step: "Record the exports: pnpm build, then pnpm --filter @org/packaging exec vitest run api -u.",
      isPresent: (text) => text !== "",
    },
  ];
}

function createTestPart(document: OpenAPIDocument, operation: SDKOperation): SDKPart {
  const { functionName } = operation;
  return {
    file: `${sdk}/test/funcs/operations.test.ts`,
    step: `Add a row for ${functionName}.`,
    isPresent: (text) => new RegExp(`^import \\{ ${functionName} \\}`, "m").test(text),
    add: (text) => {
      const module = `../../src/funcs/${functionName}.ts`;
      const withImport = templates.addImport(text, { name: functionName, module, kind: "value" });
      const row = templates.createTestRow(operation, createExampleCall(document, operation));
      return withImport.replace(/^const rows:[^]*?(?=^\};\n)/m, (rows) => rows + row);
    },
  };
}

/** Inserts a text before the last match of a pattern. */
function insertBefore(text: string, pattern: RegExp, insertion: string): string {
  const at = Array.from(text.matchAll(new RegExp(pattern, "gm"))).at(-1)?.index ?? text.length;
  return text.slice(0, at) + insertion + text.slice(at);
}

/** Adds the entry of a function after those of the others. */
function addExports(text: string, functionName: string): string {
  const manifest = JSON.parse(text) as { exports: Record<string, unknown> };
  const target = { types: `./dist/funcs/${functionName}.d.ts`, default: `./dist/funcs/${functionName}.js` };
  const entries = Object.entries(manifest.exports);
  const last = entries.findLastIndex(([path]) => path.startsWith("./funcs/"));
  const added = [`./funcs/${functionName}`, `./funcs/${functionName}.js`].map((path) => [path, target] as const);
  const exports = Object.fromEntries([...entries.slice(0, last + 1), ...added, ...entries.slice(last + 1)]);
  return `${JSON.stringify({ ...manifest, exports }, null, 2)}\n`;
}
