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

/** A Prism mock of the spec for the tests of a file, and both clients for it. */
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
      return started(clients).sdk;
    },
    get raw() {
      return started(clients).raw;
    },
    get url() {
      return started(server).url;
    },
  };
}

/** The headers that make Prism answer with this example. */
export function asking({ status, name, contentType }: SpecExample): Record<string, string> {
  // A range such as 4XX stands for the statuses that have no entry of their own.
  const code = status.replace("XX", "18");
  const accept = contentType === "application/json" ? {} : { Accept: `${contentType}, application/json` };
  return { Prefer: `code=${code}, example=${name}`, ...accept };
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The mock server is there in tests and hooks only");
  return value;
}
