import { parseArgs } from "node:util";
import { startMockServer } from "../../../scripts/mock-server.ts";
import { serveSite } from "../server/static-server.ts";
import { buildSite } from "./build.ts";
import { folder, install } from "./install.ts";

const help = `pnpm site             the site in development, with a mock server behind the playground
pnpm site --built     as it is published, with search: builds it first
pnpm site --port N    default: a free port; only in development`;

const { values } = parseArgs({
  options: { built: { type: "boolean" }, port: { type: "string" }, help: { type: "boolean" } },
});

async function main(): Promise<void> {
  if (values.help) return console.log(help);
  await using mock = await startMockServer();
  await using site = values.built ? await serveSite(await buildSite(), mock.url) : await develop(mock.url);
  console.log(`\n  The site        ${site.url}/\n  The playground  ${site.url}/playground/\n\n  Ctrl-C stops it.`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

async function develop(mockURL: string): Promise<{ url: string } & AsyncDisposable> {
  await install();
  process.env["SITE_MOCK_URL"] = mockURL;
  const { dev } = await import("astro");
  const port = Number(values.port ?? 0);
  if (!(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    throw new Error(`--port must be a port number, not ${values.port}`);
  }
  const server = await dev({ root: folder, logLevel: "error", server: { host: "127.0.0.1", port } });
  return { url: `http://127.0.0.1:${server.address.port}`, [Symbol.asyncDispose]: () => server.stop() };
}

await main();
// Astro's watchers would keep the process.
process.exit();
