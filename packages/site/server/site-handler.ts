import type { IncomingMessage, ServerResponse } from "node:http";
import { mockPath, proxyToMock } from "./mock-proxy.ts";

/** What the playground asks for to learn what stands behind the site. A static host has the file with no mock in it. */
export const settingsPath = "/site.json";

/** Answers what belongs to the mock server. @returns whether it did */
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
      response.writeHead(502, { "content-type": "text/plain" }).end(`The mock server did not answer: ${String(error)}`);
  });
  return true;
}
