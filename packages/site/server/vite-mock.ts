import type { Plugin } from "vite";
import { handleMock } from "./site-handler.ts";

/** Adds the mock server to the development server. */
export function viteMock(mockURL: string): Plugin {
  return {
    name: "mock-server",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!handleMock(mockURL, request, response)) next();
      });
    },
  };
}
