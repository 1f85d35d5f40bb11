import type { IncomingMessage, ServerResponse } from "node:http";
import { proxyToMock } from "./mock-proxy.ts";

/** A mock server that a site has on its origin. */
export interface SiteMock {
  readonly mockURL: string;
  /** The path of the site, with a slash at both ends. */
  readonly base: string;
}

/**
 * Handles requests for the mock server, and for the settings that the playground reads. On a static host, the settings
 * say that there is no mock server.
 *
 * @returns whether it handled the request
 */
export function handleMock({ mockURL, base }: SiteMock, request: IncomingMessage, response: ServerResponse): boolean {
  const mockPath = `${base}mock`;
  const url = request.url ?? "";
  const [path = ""] = url.split("?");
  if (path === `${base}site.json`) {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ mock: mockPath }));
    return true;
  }
  if (!path.startsWith(`${mockPath}/`)) return false;
  proxyToMock(mockURL + url.slice(mockPath.length), request, response).catch((error: unknown) => {
    if (response.headersSent) response.destroy();
    else
      response
        .writeHead(502, { "content-type": "text/plain" })
        .end(`The mock server did not respond: ${String(error)}`);
  });
  return true;
}
