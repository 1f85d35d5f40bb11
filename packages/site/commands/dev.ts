import { parseArgs } from "node:util";
import { parsePort, runMain } from "../../../scripts/lib/cli.ts";
import { startMockServer } from "../../../scripts/mock-server.ts";
import { normalizeBasePath } from "../content/base-path.ts";
import { serveSite } from "../server/static-server.ts";
import { buildSite } from "./build.ts";
import { folder, install } from "./install.ts";

const help = `pnpm site               starts the development server, without search, and a mock server for the playground
pnpm site --built       builds the site and serves it, with search
pnpm site --base PATH   serves it under a path, such as /project/
pnpm site --port N      sets the port; default: a free port
`;

interface DevelopmentOptions {
  readonly mockURL: string;
  readonly base: string;
  readonly port: number;
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { built: { type: "boolean" }, base: { type: "string" }, port: { type: "string" } },
  });
  const base = normalizeBasePath(values.base ?? "/");
  const port = values.port === undefined ? 0 : parsePort(values.port);
  // The process of the mock server is stopped whenever this one exits, even during the installation.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit());
  const [{ url: mockURL }, dist] = await Promise.all([
    startMockServer(),
    values.built ? buildSite({ base }) : install(),
  ]);
  const url =
    typeof dist === "string"
      ? (await serveSite(dist, { mockURL, base, port })).url
      : await startDevelopment({ mockURL, base, port });
  const search = values.built ? "" : "\n  Search works in the built site: pnpm site --built";
  console.log(`\n  The site        ${url}/\n  The playground  ${url}/playground/\n${search}\n  Ctrl-C stops it.`);
  return 0;
}

/** Starts the development server, and returns the URL of the home page without the trailing slash. */
async function startDevelopment({ mockURL, base, port }: DevelopmentOptions): Promise<string> {
  process.env["SITE_MOCK_URL"] = mockURL;
  const { dev } = await import("astro");
  const server = await dev({ root: folder, base, logLevel: "error", server: { host: "127.0.0.1", port } });
  return `http://127.0.0.1:${server.address.port}${base.slice(0, -1)}`;
}

if (import.meta.main) {
  await runMain(main, { help });
  // After an error, the process of the mock server would keep this one running.
  if (process.exitCode) process.exit();
}
