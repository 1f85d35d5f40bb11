import { createClient, type Client } from "@org/client";
import { startMockServer, type MockServer } from "@org/scripts/mock-server.ts";
import { OpenRouter } from "@org/sdk";
import { afterAll, beforeAll } from "vitest";
import type { SpecExample } from "../spec/examples.ts";

export interface Mock {
  readonly sdk: OpenRouter;
  readonly raw: Client;
  readonly url: string;
}

/** Starts a Prism mock server of the spec for the tests of a file, and creates both clients for it. */
export function useMock(): Mock {
  let server: MockServer | undefined;
  let clients: Pick<Mock, "sdk" | "raw"> | undefined;
  beforeAll(async () => {
    server = await startMockServer();
    const options = { apiKey: "sk-or-v1-contract-test", serverURL: server.url };
    clients = {
      sdk: new OpenRouter({ ...options, retryConfig: { strategy: "none" } }),
      raw: createClient(options),
    };
  });
  afterAll(() => server?.stop());
  return {
    get sdk() {
      return requireStarted(clients).sdk;
    },
    get raw() {
      return requireStarted(clients).raw;
    },
    get url() {
      return requireStarted(server).url;
    },
  };
}

/** Returns the headers that make Prism respond with this example. */
export function preferExample({ status, name, contentType }: SpecExample): Record<string, string> {
  // A range such as 4XX describes the statuses without a separate entry.
  const code = status.replace("XX", "18");
  const accept = contentType === "application/json" ? {} : { Accept: `${contentType}, application/json` };
  return { Prefer: `code=${code}, example=${name}`, ...accept };
}

function requireStarted<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The mock server runs in tests and hooks only");
  return value;
}
