import { parseArgs } from "node:util";
import { parsePort } from "../../../scripts/lib/cli.ts";
import { startMockServer } from "../../../scripts/mock-server.ts";
import { serveSite } from "../server/static-server.ts";
import { buildSite } from "./build.ts";
import { folder, install } from "./install.ts";

const help = `pnpm site             starts the development server, with a mock server for the playground
pnpm site --built     builds the site and serves it, including search
pnpm site --port N    sets the port of the development server; default: a free port`;

const { values } = parseArgs({
  options: { built: { type: "boolean" }, port: { type: "string" }, help: { type: "boolean" } },
});

async function main(): Promise<void> {
  if (values.help) return console.log(help);
  const port = values.port === undefined ? 0 : parsePort(values.port);
  // The process of the mock server is stopped whenever this one exits, also during the installation.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit());
  const [mock, dist] = await Promise.all([startMockServer(), values.built ? buildSite() : install()]);
  const url = typeof dist === "string" ? (await serveSite(dist, mock.url)).url : await develop(mock.url, port);
  console.log(`\n  The site        ${url}/\n  The playground  ${url}/playground/\n\n  Ctrl-C stops it.`);
}

async function develop(mockURL: string, port: number): Promise<string> {
  process.env["SITE_MOCK_URL"] = mockURL;
  const { dev } = await import("astro");
  const server = await dev({ root: folder, logLevel: "error", server: { host: "127.0.0.1", port } });
  return `http://127.0.0.1:${server.address.port}`;
}

await main();
