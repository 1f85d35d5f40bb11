import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { listen } from "../../test-server/src/listen.ts";
import { handleMock } from "./site-handler.ts";

export interface SiteServer extends AsyncDisposable {
  /** The URL of the home page, without the trailing slash. */
  readonly url: string;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".yaml": "application/yaml",
  ".wasm": "application/wasm",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

export interface SiteServerOptions {
  /** The URL of a mock server for the playground. */
  readonly mockURL?: string;
  /**
   * The path of the site, with a slash at both ends.
   *
   * @default "/"
   */
  readonly base?: string;
  /** @default a free port */
  readonly port?: number;
}

/** Serves the built site on loopback, like a static host, optionally with a mock server. */
export async function serveSite(
  folder: string,
  { mockURL, base = "/", port }: SiteServerOptions = {},
): Promise<SiteServer> {
  const server = createServer((request, response) => {
    if (mockURL !== undefined && handleMock({ mockURL, base }, request, response)) return;
    void sendFile(folder, base, request, response);
  });
  const { url, [Symbol.asyncDispose]: dispose } = await listen(server, port);
  return { url: url + base.slice(0, -1), [Symbol.asyncDispose]: dispose };
}

async function sendFile(
  folder: string,
  base: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const file = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  // `URL` resolves `..`. Encoded characters stay encoded and match no file.
  const path = normalize(join(folder, file.slice(base.length)));
  const body = file.startsWith(base) ? await readFile(path).catch(() => undefined) : undefined;
  const type = types[extname(path)] ?? "application/octet-stream";
  if (body) response.writeHead(200, { "content-type": type }).end(body);
  else response.writeHead(404, { "content-type": types[".html"] }).end(await readFile(join(folder, "404.html")));
}
