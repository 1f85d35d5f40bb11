import { readdirSync, readFileSync } from "node:fs";
import * as routes from "@org/client/routes";
import { describe, expect, test, vi } from "vitest";
import type { OpenRouter } from "../../src/client.ts";
import { apiKeysCurrent } from "../../src/funcs/apiKeysCurrent.ts";
import { creditsGet } from "../../src/funcs/creditsGet.ts";
import { embeddingsCreate } from "../../src/funcs/embeddingsCreate.ts";
import { generationsGet } from "../../src/funcs/generationsGet.ts";
import { modelsEndpoints } from "../../src/funcs/modelsEndpoints.ts";
import { modelsGet } from "../../src/funcs/modelsGet.ts";
import { modelsList } from "../../src/funcs/modelsList.ts";
import { providersList } from "../../src/funcs/providersList.ts";
import type { CallOptions } from "../../src/options.ts";
import type { Route } from "../../src/request/json-operation.ts";
import type { Result } from "../../src/result.ts";
import { noRetries, observedClient, testKey } from "../support/observed-client.ts";

interface Row {
  readonly route: Route;
  readonly method: string;
  /** The path below the base URL, with the query. */
  readonly url: string;
  readonly body?: string;
  readonly call: (client: OpenRouter, options?: CallOptions) => Promise<Result<unknown, Error>>;
  readonly callMethod: (client: OpenRouter, options?: CallOptions) => Promise<unknown>;
}

const model = { author: "acme", slug: "small-1:free" };
const filters = { q: "tiny", supported_parameters: ["tools", "seed"], max_price: 0.5 };
const embeddings = { model: "acme/embed-1", input: ["river", "lake"] };

const rows: Record<string, Row> = {
  modelsList: {
    route: routes.listModels,
    method: "GET",
    url: "/models?q=tiny&supported_parameters=tools,seed&max_price=0.5",
    call: (client, options) => modelsList(client, filters, options),
    callMethod: (client, options) => client.models.list(filters, options),
  },
  "modelsList without filters": {
    route: routes.listModels,
    method: "GET",
    url: "/models",
    call: (client) => modelsList(client),
    callMethod: (client) => client.models.list(),
  },
  modelsGet: {
    route: routes.getModel,
    method: "GET",
    url: "/model/acme/small-1%3Afree",
    call: (client, options) => modelsGet(client, model, options),
    callMethod: (client, options) => client.models.get(model, options),
  },
  modelsEndpoints: {
    route: routes.listModelEndpoints,
    method: "GET",
    url: "/models/acme/small-1%3Afree/endpoints",
    call: (client, options) => modelsEndpoints(client, model, options),
    callMethod: (client, options) => client.models.endpoints(model, options),
  },
  generationsGet: {
    route: routes.getGeneration,
    method: "GET",
    url: "/generation?id=gen-1",
    call: (client, options) => generationsGet(client, { id: "gen-1" }, options),
    callMethod: (client, options) => client.generations.get({ id: "gen-1" }, options),
  },
  creditsGet: {
    route: routes.getCredits,
    method: "GET",
    url: "/credits",
    call: (client, options) => creditsGet(client, options),
    callMethod: (client, options) => client.credits.get(options),
  },
  apiKeysCurrent: {
    route: routes.getCurrentKey,
    method: "GET",
    url: "/key",
    call: (client, options) => apiKeysCurrent(client, options),
    callMethod: (client, options) => client.apiKeys.current(options),
  },
  providersList: {
    route: routes.listProviders,
    method: "GET",
    url: "/providers",
    call: (client, options) => providersList(client, options),
    callMethod: (client, options) => client.providers.list(options),
  },
  embeddingsCreate: {
    route: routes.createEmbeddings,
    method: "POST",
    url: "/embeddings",
    body: JSON.stringify(embeddings),
    call: (client, options) => embeddingsCreate(client, embeddings, options),
    callMethod: (client, options) => client.embeddings.create(embeddings, options),
  },
};

/** The smallest response that the spec allows, with a field that it does not have; `undefined` without a body. */
function createValue({ responseFields }: Route): object | undefined {
  return responseFields && Object.fromEntries([...responseFields, "new_field"].map((name) => [name, null]));
}

function respond(route: Route): Response {
  const value = createValue(route);
  return value === undefined ? new Response(null, { status: 204 }) : Response.json(value);
}

test("the table has a row for each function of an operation", () => {
  const folder = new URL("../../src/funcs/", import.meta.url);
  const functions = readdirSync(folder).filter((file) =>
    readFileSync(new URL(file, folder), "utf8").includes("callJSONOperation("),
  );
  const named = Object.keys(rows).filter((name) => !name.includes(" "));
  expect(named.toSorted()).toEqual(functions.map((file) => file.replace(".ts", "")).toSorted());
});

describe.each(Object.entries(rows))("%s", (_, { route, method, url, body = "", call, callMethod }) => {
  const value = createValue(route);

  test("sends its request, and returns the JSON of the response untouched", async () => {
    const { client, requests } = observedClient({ fetch: () => respond(route) });
    expect(await call(client)).toMatchObject({ ok: true, value, attempts: 1 });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method, url: `https://api.test/v1${url}`, body });
    expect(requests[0]?.headers.get("authorization")).toBe(`Bearer ${testKey}`);
  });

  test("has a method of the client that returns the same value, and rejects with the same error", async () => {
    const { client, requests } = observedClient({
      retryConfig: noRetries,
      fetch: (_request, index) =>
        index === 0 ? respond(route) : Response.json({ error: { code: 403, message: "Not allowed" } }, { status: 403 }),
    });
    expect(await callMethod(client)).toEqual(value);
    expect(requests[0]).toMatchObject({ method, url: `https://api.test/v1${url}`, body });
    await expect(callMethod(client)).rejects.toMatchObject({ name: "APIError", statusCode: 403 });
    expect(await call(client)).toMatchObject({ ok: false, error: { name: "APIError", statusCode: 403 } });
  });
});

describe.each(Object.entries(rows).filter(([name]) => !name.includes(" ")))("%s, with options", (_, row) => {
  test("sends the headers of the call, and applies its retry options", async () => {
    const { client, requests } = observedClient({
      fetch: (_request, index) => (index === 0 ? new Response(null, { status: 418 }) : respond(row.route)),
    });
    const options: CallOptions = {
      headers: { "x-tenant": "7" },
      retryCodes: [418],
      retries: { strategy: "backoff", backoff: { initialInterval: 0 } },
    };
    expect(await row.call(client, options)).toMatchObject({ ok: true, attempts: 2 });
    expect(requests[1]?.headers.get("x-tenant")).toBe("7");
  });

  test("rejects an unknown option, and sends nothing", async () => {
    const { client, requests } = observedClient({ fetch: () => respond(row.route) });
    const result = await row.call(client, { baseURL: "https://other.test" } as CallOptions);
    expect(result).toMatchObject({ ok: false, error: { name: "InvalidRequestError" } });
    await expect(row.callMethod(client, { timeout: 5 } as CallOptions)).rejects.toThrow("use timeoutMs");
    expect(requests).toHaveLength(0);
  });

  test("returns an error for options that are null", async () => {
    const { client } = observedClient({ fetch: () => respond(row.route) });
    const result = await row.call(client, null as unknown as CallOptions);
    expect(result).toMatchObject({ ok: false, error: { name: "InvalidRequestError" } });
  });
});

const value = { data: [], new_field: null };

test("withResponse of a method gives the response and its request ID", async () => {
  const headers = { "x-generation-id": "req-1" };
  const { client } = observedClient({ fetch: () => Response.json(value, { headers }) });
  const details = await client.providers.list().withResponse();
  expect(details).toMatchObject({ value, requestId: "req-1", attempts: 1 });
  expect(details.response.status).toBe(200);
});

function unknown(): Response {
  return Response.json({ error: { code: 404, message: "Generation not found" } }, { status: 404 });
}

describe("waitMs of generationsGet", () => {
  test("retries a 404 until the generation is known", async () => {
    vi.useFakeTimers();
    try {
      const { client, requests } = observedClient({
        fetch: (_request, index) => (index < 3 ? unknown() : Response.json(value)),
      });
      const pending = generationsGet(client, { id: "gen-1" }, { waitMs: 20_000 });
      await vi.runAllTimersAsync();
      expect(await pending).toMatchObject({ ok: true, value, attempts: 4 });
      expect(requests).toHaveLength(4);
    } finally {
      vi.useRealTimers();
    }
  });

  test("returns the 404 when the time is over", async () => {
    vi.useFakeTimers();
    try {
      const { client, requests } = observedClient({ fetch: unknown });
      const pending = generationsGet(client, { id: "gen-1" }, { waitMs: 10_000 });
      await vi.runAllTimersAsync();
      expect(await pending).toMatchObject({ ok: false, error: { name: "APIError", statusCode: 404 } });
      // Delays of 0.25 to 2 s within 10 s.
      expect(requests.length).toBeGreaterThan(5);
      expect(requests.length).toBeLessThan(15);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is off by default: a 404 is returned after one attempt", async () => {
    const { client, requests } = observedClient({ fetch: unknown });
    expect(await generationsGet(client, { id: "gen-1" })).toMatchObject({ ok: false, attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  test.each([
    [{ waitMs: 0 }, "waitMs must be a number above 0"],
    [{ waitMs: Number.NaN }, "waitMs must be a number above 0"],
    [{ waitMs: 1_000, retryCodes: [404] }, "waitMs cannot be used with retries or retryCodes"],
    [{ waitMs: 1_000, retries: noRetries }, "waitMs cannot be used with retries or retryCodes"],
  ])("rejects %o, and sends nothing", async (options, message) => {
    const { client, requests } = observedClient({ fetch: unknown });
    const result = await generationsGet(client, { id: "gen-1" }, options);
    expect(result).toMatchObject({ ok: false, attempts: 0, error: { name: "InvalidRequestError" } });
    expect(!result.ok && result.error.message).toContain(message);
    expect(requests).toHaveLength(0);
  });
});
