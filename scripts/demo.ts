import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { InputError, parsePort, runMain } from "./lib/cli.ts";
import { startMockServer, type MockServer } from "./mock-server.ts";

const help = `pnpm run demo            run four calls against a mock server of the spec
pnpm run demo --port N   use this port for the mock server (default: a free port)
pnpm run demo --live     run them against the real service, with OPENROUTER_API_KEY
`;

/** The parts of the demo: a heading, and the file in demo/ that is printed and then run. */
const mockParts = [
  ["A completion", "completion"],
  ["A streamed completion", "stream"],
  ["The standalone function, and a typed error", "error"],
  ["The raw typed client", "raw-client"],
] as const;
const liveParts = mockParts.map(([heading, file]) => [heading, file === "error" ? "error-live" : file] as const);

const nextSteps = `
── Next ${"─".repeat(67)}

  packages/sdk/README.md            the guide to the SDK
  packages/sdk/examples/README.md   more examples: tools, structured output, relays to a browser …
  npx -y pnpm@12 run demo --live    the same calls to the real service, with OPENROUTER_API_KEY
  npx -y pnpm@12 test               all checks of this repository
`;

async function main(args: string[]): Promise<number> {
  const { live, port } = readArguments(args);
  if (live && !process.env["OPENROUTER_API_KEY"]) {
    throw new InputError("OPENROUTER_API_KEY must be set for demo --live, which calls the real service.");
  }
  let mock: MockServer | undefined;
  try {
    if (!live) console.log("Starting a mock of the API …");
    mock = live ? undefined : await startMockServer(port === undefined ? {} : { port });
    if (mock) {
      process.env["OPENROUTER_BASE_URL"] = mock.url;
      process.env["OPENROUTER_API_KEY"] = "sk-or-v1-demo";
    }
    for (const [heading, file] of live ? liveParts : mockParts) await show(heading, file);
    console.log(nextSteps);
  } finally {
    await mock?.stop();
  }
  return 0;
}

interface Arguments {
  readonly live: boolean;
  readonly port: number | undefined;
}

function readArguments(args: string[]): Arguments {
  const { values } = parseArgs({
    args,
    options: {
      live: { type: "boolean", default: false },
      port: { type: "string" },
    },
  });
  const port = values.port === undefined ? undefined : parsePort(values.port);
  return { live: values.live, port };
}

async function show(heading: string, file: string): Promise<void> {
  const url = new URL(`demo/${file}.ts`, import.meta.url);
  const code = (await readFile(url, "utf8")).trimEnd();
  console.log(`\n── ${heading} ${"─".repeat(Math.max(0, 70 - heading.length))}\n`);
  console.log(code.replaceAll(/^/gm, "  │ "), "\n");
  await import(url.href);
}

if (import.meta.main) await runMain(main, { help, exitCodes: { input: 1, bug: 1 } });
