import type { Plugin } from "vite";
import { normalizeBasePath } from "../content/base-path.ts";
import { handleMock } from "./site-handler.ts";

/** Adds the mock server to the development server. */
export function viteMock(mockURL: string): Plugin {
  return {
    name: "mock-server",
    configureServer(server) {
      const mock = { mockURL, base: normalizeBasePath(server.config.base) };
      server.middlewares.use((request, response, next) => {
        if (!handleMock(mock, request, response)) next();
      });
    },
  };
}
