import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { generateSources } from "./generate-sources.ts";
import { createTestDir } from "./temp-dir.ts";

interface CallResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

type Call = (path: string, init?: object) => Promise<CallResult>;

/** A generated client, as JavaScript loads it. */
export interface ClientModule {
  readonly createClient: (options?: object) => {
    GET: Call;
    POST: Call;
    PUT: Call;
    request: (method: string, path: string, init?: object) => Promise<CallResult>;
  };
  readonly authHeader?: (...credentials: string[]) => Record<string, string>;
  readonly serverURL?: (index: number, variables?: object) => string;
  readonly serverOptions: (url: string | URL) => object;
  readonly servers: readonly { url: string }[];
  readonly operations: Record<string, unknown>;
}

/** Generates, transpiles and imports the client of a document. */
export async function loadClient(document: Partial<OpenAPIDocument>): Promise<ClientModule> {
  const folder = await createTestDir();
  const modules = Object.entries(generateSources(document)).filter(([name]) => name.startsWith("client/"));
  for (const [name, text] of modules) {
    const options = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
    const { outputText } = ts.transpileModule(text, { compilerOptions: options });
    const script = outputText.replaceAll(".gen.ts", ".gen.mjs");
    await writeFile(join(folder, `${name.slice("client/".length)}.gen.mjs`), script);
  }
  await mkdir(join(folder, "node_modules"));
  const openapiFetch = join(import.meta.dirname, "../../node_modules/openapi-fetch");
  await symlink(openapiFetch, join(folder, "node_modules/openapi-fetch"), "junction");
  return (await import(pathToFileURL(join(folder, "index.gen.mjs")).href)) as ClientModule;
}

/** Creates a `fetch` that records the requests and responds to each with an empty object. */
export function createRecorder(): { requests: Request[]; fetch: (request: Request) => Promise<Response> } {
  const requests: Request[] = [];
  const fetch = (request: Request): Promise<Response> => {
    requests.push(request);
    return Promise.resolve(Response.json({}));
  };
  return { requests, fetch };
}
