import type { IncomingMessage, ServerResponse } from "node:http";
import { mockPath, proxyToMock } from "./mock-proxy.ts";

/** The settings that the playground reads. On a static host, the file says that there is no mock server. */
export const settingsPath = "/site.json";

/**
 * Handles requests for the mock server.
 *
 * @returns whether it handled the request
 */
export function handleMock(mockURL: string, request: IncomingMessage, response: ServerResponse): boolean {
  const [path = ""] = (request.url ?? "").split("?");
  if (path === settingsPath) {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ mock: mockPath }));
    return true;
  }
  if (!path.startsWith(`${mockPath}/`)) return false;
  proxyToMock(mockURL, request, response).catch((error: unknown) => {
    if (response.headersSent) response.destroy();
    else
      response
        .writeHead(502, { "content-type": "text/plain" })
        .end(`The mock server did not respond: ${String(error)}`);
  });
  return true;
}
