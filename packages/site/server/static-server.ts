import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { listen } from "../../test-server/src/listen.ts";
import { handleMock } from "./site-handler.ts";

export interface SiteServer extends AsyncDisposable {
  /** Without a trailing slash. */
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
};

/** Serves the built site on a free port of loopback, like a static host, optionally with a mock server. */
export async function serveSite(folder: string, mockURL?: string): Promise<SiteServer> {
  const server = createServer((request, response) => {
    if (mockURL !== undefined && handleMock(mockURL, request, response)) return;
    void sendFile(folder, request, response);
  });
  return listen(server);
}

async function sendFile(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  // `URL` resolves `..`. Encoded characters stay encoded and match no file.
  const path = normalize(join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname));
  const body = await readFile(path).catch(() => undefined);
  const type = types[extname(path)] ?? "application/octet-stream";
  if (body) response.writeHead(200, { "content-type": type }).end(body);
  else response.writeHead(404, { "content-type": types[".html"] }).end(await readFile(join(folder, "404.html")));
}
