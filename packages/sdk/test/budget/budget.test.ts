import { afterEach, describe, expect, test, vi } from "vitest";
import { BudgetExceededError, createBudget, type BudgetOptions, type UsageEvent } from "../../src/budget.ts";
import { HTTPClientError, InvalidRequestError } from "../../src/errors/client-error.ts";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { chatTools, tool } from "../../src/funcs/chatTools.ts";
import { embeddingsCreate } from "../../src/funcs/embeddingsCreate.ts";
import { modelsList } from "../../src/funcs/modelsList.ts";
import { createObserver } from "../../src/observer.ts";
import type { SDKOptions } from "../../src/options.ts";
import {
  immediateRetries,
  noRetries,
  observedClient,
  question,
  type FetchHandler,
} from "../support/observed-client.ts";
import { createDeferred, flushPromises, getRejection, readAll } from "../support/promises.ts";
import { chunk, completion, done, errorResponse, event, lastChunk, sse } from "../support/responses.ts";

afterEach(() => {
  vi.resetModules();
});

const streamed = { ...question, stream: true } as const;
const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7, cost: 0.25 };

function complete(fields: Record<string, unknown> = {}): Response {
  return Response.json(completion({ usage, ...fields }));
}

/** Creates a client with a budget, and keeps what `onUsage` receives. */
function createBudgetClient(
  options: BudgetOptions,
  fetch: FetchHandler = () => complete(),
  clientOptions: Partial<SDKOptions> = {},
) {
  const seen: UsageEvent[] = [];
  const budget = createBudget({ onUsage: (each) => void seen.push(each), ...options });
  const observed = observedClient({ retryConfig: noRetries, ...clientOptions, observers: [budget], fetch });
  return { ...observed, budget, seen };
}

/** Creates a fetch whose responses the test sends, in the order of the requests. */
function createHeldFetch() {
  const pending: ((response: Response) => void)[] = [];
  const fetch: FetchHandler = () => {
    const { promise, resolve } = createDeferred<Response>();
    pending.push(resolve);
    return promise;
  };
  const respond = (response: Response): void => pending.shift()?.(response);
  return { fetch, respond };
}

const noUsage = {
  calls: 0,
  callsWithUnknownCost: 0,
  callsWithUnknownTokens: 0,
  cost: 0,
  prompt_tokens: 0,
  completion_tokens: 0,
  total_tokens: 0,
};

describe("the totals of a budget", () => {
  test("are 0 before the first call", () => {
    expect(createBudget().totals()).toEqual({
      ...noUsage,
      inFlight: 0,
      estimated: { cost: 0, tokens: 0 },
      byModel: {},
    });
  });

  test("sum the calls of all models, and those of each", async () => {
    const { client, budget } = createBudgetClient({}, (_, index) => complete(index === 2 ? { model: "acme/big" } : {}));
    for (let call = 0; call < 3; call++) await client.chat.complete(question);
    expect(budget.totals()).toMatchObject({
      calls: 3,
      cost: 0.75,
      prompt_tokens: 15,
      completion_tokens: 6,
      total_tokens: 21,
      byModel: {
        "acme/small-1": { ...noUsage, calls: 2, cost: 0.5, prompt_tokens: 10, completion_tokens: 4, total_tokens: 14 },
        "acme/big": { ...noUsage, calls: 1, cost: 0.25, prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
      },
    });
  });

  test("do not change after they were read", async () => {
    const { client, budget } = createBudgetClient({});
    await client.chat.complete(question);
    const before = budget.totals();
    const copy = structuredClone(before);
    await client.chat.complete(question);
    expect(before).toEqual(copy);
    expect(budget.totals().calls).toBe(2);
  });

  test("sum the calls of several clients", async () => {
    const { budget, client } = createBudgetClient({});
    const { client: other } = observedClient({ observers: [budget], fetch: () => complete() });
    await client.chat.complete(question);
    await other.chat.complete(question);
    expect(budget.totals()).toMatchObject({ calls: 2, cost: 0.5 });
  });

  test("count a stream when it ends", async () => {
    const { client, budget } = createBudgetClient({}, () =>
      sse(event(chunk("a")) + event(lastChunk({ usage })) + done),
    );
    const stream = await client.chat.complete(streamed);
    expect(budget.totals()).toMatchObject({ calls: 0, inFlight: 1 });
    await readAll(stream);
    expect(budget.totals()).toMatchObject({ calls: 1, inFlight: 0, cost: 0.25, total_tokens: 7 });
  });

  test("count each call of chatTools once", async () => {
    const call = { id: "call-1", type: "function", function: { name: "clock", arguments: "{}" } };
    const message = { role: "assistant", content: null, tool_calls: [call] };
    const { client, budget } = createBudgetClient({}, (_, index) =>
      complete(index === 0 ? { choices: [{ index: 0, finish_reason: "tool_calls", message }] } : {}),
    );
    const result = await chatTools(client, { ...question, tools: [tool({ name: "clock", execute: () => "noon" })] });
    expect(result.usage.cost).toBe(0.5);
    expect(budget.totals()).toMatchObject({ calls: 2, cost: 0.5, inFlight: 0 });
  });

  test("count embeddings", async () => {
    const body = {
      object: "list",
      model: "acme/embed",
      data: [],
      usage: { prompt_tokens: 3, total_tokens: 3, cost: 0.1 },
    };
    const { client, budget } = createBudgetClient({}, () => Response.json(body));
    await embeddingsCreate(client, { model: "acme/embed", input: "rain" });
    expect(budget.totals()).toMatchObject({ calls: 1, cost: 0.1, prompt_tokens: 3, total_tokens: 3 });
  });

  test("do not count operations that are free", async () => {
    const { client, budget } = createBudgetClient({}, () => Response.json({ data: [] }));
    await modelsList(client);
    expect(budget.totals()).toMatchObject({ calls: 0, inFlight: 0 });
  });

  test("keep models with names such as __proto__ and constructor apart", async () => {
    const models = ["__proto__", "constructor"];
    const { client, budget } = createBudgetClient({}, (_, index) => complete({ model: models[index] }));
    for (const _ of models) await client.chat.complete(question);
    const { byModel } = budget.totals();
    expect(Object.keys(byModel)).toEqual(models);
    expect(Object.values(byModel).map(({ calls }) => calls)).toEqual([1, 1]);
  });

  test("have total_tokens even if the server does not report it", async () => {
    const { client, budget } = createBudgetClient({}, () =>
      complete({ usage: { prompt_tokens: 5, completion_tokens: 2 } }),
    );
    await client.chat.complete(question);
    expect(budget.totals()).toMatchObject({ total_tokens: 7, callsWithUnknownTokens: 0, callsWithUnknownCost: 1 });
  });
});

describe("calls of unknown cost", () => {
  test.each<[string, unknown]>([
    ["absent", { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 }],
    ["null", { ...usage, cost: null }],
    ["a string", { ...usage, cost: "0.25" }],
    ["negative", { ...usage, cost: -1 }],
  ])("a call has an unknown cost when the cost is %s", async (_, reported) => {
    const { client, budget, seen } = createBudgetClient({}, () => complete({ usage: reported }));
    await client.chat.complete(question);
    expect(seen[0]?.usage).toEqual({ prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 });
    expect(budget.totals()).toMatchObject({ calls: 1, callsWithUnknownCost: 1, callsWithUnknownTokens: 0, cost: 0 });
  });

  test.each([[undefined], [null], ["much"]])(
    "a call has unknown cost and tokens when the usage is %j",
    async (reported) => {
      const { client, budget, seen } = createBudgetClient({}, () => complete({ usage: reported }));
      await client.chat.complete(question);
      expect(seen[0]?.usage).toEqual({});
      expect(budget.totals()).toMatchObject({ calls: 1, callsWithUnknownCost: 1, callsWithUnknownTokens: 1 });
    },
  );

  test.each<[string, (stream: AsyncIterable<unknown> & { cancel(): Promise<void> }) => Promise<unknown>]>([
    [
      "left by break",
      async (stream) => {
        for await (const _ of stream) break;
      },
    ],
    ["canceled", (stream) => stream.cancel()],
    ["truncated", readAll],
  ])("a stream that is %s has unknown cost and tokens", async (_, leave) => {
    const { client, budget, seen } = createBudgetClient({}, () => sse(event(chunk("a"))));
    await leave(await client.chat.complete(streamed));
    expect(budget.totals()).toMatchObject({
      calls: 1,
      callsWithUnknownCost: 1,
      callsWithUnknownTokens: 1,
      inFlight: 0,
    });
    expect(seen).toMatchObject([{ usage: {} }]);
  });

  test("a stream that ends early has the usage that it reported before", async () => {
    const { client, budget, seen } = createBudgetClient({}, () =>
      sse(event(chunk("a", { usage })) + event(chunk("b"))),
    );
    for await (const _ of await client.chat.complete(streamed)) break;
    await readAll(await client.chat.complete(streamed));
    expect(seen.map(({ outcome }) => outcome)).toEqual(["canceled", "failed"]);
    expect(budget.totals()).toMatchObject({ calls: 2, callsWithUnknownCost: 0, cost: 0.5 });
  });

  test.each<[string, FetchHandler]>([
    ["times out", () => Promise.reject(new TypeError("The request timed out."))],
    ["is reset", () => Promise.reject(Object.assign(new TypeError("terminated"), { code: "ECONNRESET" }))],
    ["ends with a gateway's 504", () => errorResponse(504)],
    ["ends with an error inside a 200", () => Response.json({ error: { code: 429, message: "x" } })],
  ])("a call that %s has an unknown cost, under the model of the request", async (_, fetch) => {
    const { client, budget } = createBudgetClient({}, fetch);
    await getRejection(client.chat.complete({ ...question, model: "acme/small" }));
    expect(budget.totals()).toMatchObject({ calls: 1, callsWithUnknownCost: 1, callsWithUnknownTokens: 1, cost: 0 });
    expect(Object.keys(budget.totals().byModel)).toEqual(["acme/small"]);
  });

  test("a call without a model is counted under the model unknown", async () => {
    const { client, budget } = createBudgetClient({}, () => complete({ model: undefined }));
    await client.chat.complete(question);
    expect(Object.keys(budget.totals().byModel)).toEqual(["unknown"]);
  });

  test.each<[string, FetchHandler]>([
    ["the service rejected", () => errorResponse(429)],
    ["no provider could serve", () => errorResponse(503)],
    ["never reached the service", () => Promise.reject(Object.assign(new TypeError("x"), { code: "ECONNREFUSED" }))],
  ])("a call that %s costs nothing", async (_, fetch) => {
    const { client, budget, seen } = createBudgetClient({ estimate: () => ({ cost: 1 }) }, fetch);
    await getRejection(client.chat.complete(question));
    const nothing = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, cost: 0 };
    expect(seen).toMatchObject([{ outcome: "failed", usage: nothing }]);
    expect(budget.totals()).toMatchObject({ calls: 1, callsWithUnknownCost: 0, estimated: { cost: 0 } });
  });

  test("a call that another observer refuses is not counted", async () => {
    const refusal = createObserver(() => {
      throw new InvalidRequestError("No");
    });
    const seen: UsageEvent[] = [];
    const budget = createBudget({ estimate: () => ({ cost: 1 }), onUsage: (each) => void seen.push(each) });
    const { client } = observedClient({ observers: [budget, refusal], fetch: () => complete() });
    await getRejection(client.chat.complete(question));
    expect(budget.totals()).toMatchObject({ calls: 0, inFlight: 0, estimated: { cost: 0 } });
    expect(seen).toEqual([]);
  });
});

describe("a limit that is reached", () => {
  test("refuses the next call with a BudgetExceededError, and sends nothing", async () => {
    const { client, requests, budget } = createBudgetClient({ maxCost: 0.5 });
    await client.chat.complete(question);
    await client.chat.complete(question);
    const error = await getRejection(client.chat.complete(question));
    expect(error).toBeInstanceOf(BudgetExceededError);
    expect(error).toBeInstanceOf(HTTPClientError);
    expect(error).toMatchObject({
      name: "BudgetExceededError",
      code: "budget_exceeded",
      message: "The budget is used up: $0.5 of $0.5 are used (maxCost)",
      kind: "cost",
      limit: 0.5,
      estimate: 0,
      totals: budget.totals(),
      attempts: 0,
      isRetryable: false,
      retryAfterMs: undefined,
    });
    expect(requests).toHaveLength(2);
    expect(budget.totals()).toMatchObject({ calls: 2, inFlight: 0 });
  });

  test("refuses with the same error in a Result, whatever the retries are", async () => {
    const { client, requests } = createBudgetClient({ maxCost: 0 }, undefined, { retryConfig: immediateRetries });
    const result = await chatComplete(client, question);
    expect(result).toMatchObject({ ok: false, error: { code: "budget_exceeded" }, attempts: 0 });
    expect(requests).toEqual([]);
  });

  test("refuses streams, embeddings and the next call of chatTools", async () => {
    const call = { id: "call-1", type: "function", function: { name: "clock", arguments: "{}" } };
    const message = { role: "assistant", content: null, tool_calls: [call] };
    const { client } = createBudgetClient({ maxCost: 0.25 }, () =>
      complete({ choices: [{ index: 0, finish_reason: "tool_calls", message }] }),
    );
    const run = await chatTools(client, { ...question, tools: [tool({ name: "clock", execute: () => "noon" })] });
    expect(run).toMatchObject({ ok: false, error: { code: "budget_exceeded" }, usage: { cost: 0.25 } });
    expect(run.messages.at(-1)).toMatchObject({ role: "tool", content: "noon" });
    expect(await getRejection(client.chat.complete(streamed))).toMatchObject({ code: "budget_exceeded" });
    const embedding = await embeddingsCreate(client, { model: "acme/embed", input: "rain" });
    expect(embedding).toMatchObject({ ok: false, error: { code: "budget_exceeded" } });
  });

  test("does not refuse operations that are free", async () => {
    const { client } = createBudgetClient({ maxCost: 0 }, () => Response.json({ data: [] }));
    expect(await modelsList(client)).toMatchObject({ ok: true });
  });

  test("limits tokens", async () => {
    const { client } = createBudgetClient({ maxTokens: 10 });
    await client.chat.complete(question);
    await client.chat.complete(question);
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      message: "The budget is used up: 14 of 10 tokens are used (maxTokens)",
      kind: "tokens",
      limit: 10,
    });
  });

  test("does not stop calls in flight, and counts their cost", async () => {
    const { fetch, respond } = createHeldFetch();
    const { client, budget } = createBudgetClient({ maxCost: 0.25 }, fetch);
    const calls = [client.chat.complete(question), client.chat.complete(question)];
    expect(budget.totals().inFlight).toBe(2);
    await flushPromises();
    respond(complete());
    await calls[0];
    expect(await getRejection(client.chat.complete(question))).toMatchObject({ code: "budget_exceeded" });
    respond(complete());
    expect(await calls[1]).toMatchObject({ usage });
    expect(budget.totals()).toMatchObject({ calls: 2, cost: 0.5, inFlight: 0 });
  });

  test("is reached after ten calls that cost a tenth of it, despite rounding", async () => {
    const { client, requests, budget } = createBudgetClient({ maxCost: 1 }, () =>
      complete({ usage: { ...usage, cost: 0.1 } }),
    );
    for (let call = 0; call < 10; call++) await client.chat.complete(question);
    expect(budget.totals().cost).toBeLessThan(1);
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      message: "The budget is used up: $1 of $1 are used (maxCost)",
    });
    expect(requests).toHaveLength(10);
  });
});

describe("an estimate", () => {
  test("counts from the start of a call until its cost is known", async () => {
    const { fetch, respond } = createHeldFetch();
    const { client, budget } = createBudgetClient({ estimate: () => ({ cost: 0.4, tokens: 100 }) }, fetch);
    const call = client.chat.complete(question);
    expect(budget.totals()).toMatchObject({ calls: 0, cost: 0, inFlight: 1, estimated: { cost: 0.4, tokens: 100 } });
    await flushPromises();
    respond(complete());
    await call;
    expect(budget.totals()).toMatchObject({ cost: 0.25, total_tokens: 7, estimated: { cost: 0, tokens: 0 } });
  });

  test("refuses a call when those in flight will use up the budget", async () => {
    const { fetch, respond } = createHeldFetch();
    const { client, requests } = createBudgetClient({ maxCost: 1, estimate: () => ({ cost: 0.5 }) }, fetch);
    const calls = [client.chat.complete(question), client.chat.complete(question)];
    const error = await getRejection(client.chat.complete(question));
    expect(error).toMatchObject({
      message: "The budget is too small for the call, which is estimated at $0.5: $1 of $1 are used (maxCost)",
      estimate: 0.5,
      totals: { inFlight: 2, cost: 0, estimated: { cost: 1 } },
    });
    await flushPromises();
    respond(complete());
    await calls[0];
    respond(complete());
    await calls[1];
    const next = client.chat.complete(question);
    await flushPromises();
    respond(complete());
    await next;
    expect(requests).toHaveLength(3);
  });

  test("refuses a call that would exceed what is left", async () => {
    const { client, requests } = createBudgetClient({ maxTokens: 50, estimate: () => ({ tokens: 60 }) });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      message:
        "The budget is too small for the call, which is estimated at 60 tokens: 0 of 50 tokens are used (maxTokens)",
      kind: "tokens",
    });
    expect(requests).toEqual([]);
  });

  test("does not refuse a call whose estimate is exactly what is left, despite rounding", async () => {
    const { client, requests } = createBudgetClient({ maxCost: 0.3, estimate: () => ({ cost: 0.1 }) }, () =>
      complete({ usage: { ...usage, cost: 0.1 } }),
    );
    for (let call = 0; call < 3; call++) await client.chat.complete(question);
    expect(requests).toHaveLength(3);
  });

  test("remains for a call whose cost stays unknown", async () => {
    const { client, budget } = createBudgetClient({ maxCost: 1, estimate: () => ({ cost: 0.6, tokens: 9 }) }, () =>
      complete({ usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 } }),
    );
    await client.chat.complete(question);
    expect(budget.totals()).toMatchObject({ cost: 0, inFlight: 0, estimated: { cost: 0.6, tokens: 0 } });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({ code: "budget_exceeded" });
  });

  test("receives the path and the request, and may be absent", async () => {
    const received: unknown[] = [];
    const { client, budget } = createBudgetClient({
      estimate(call) {
        received.push(call);
        return undefined;
      },
    });
    await client.chat.complete({ ...question, max_tokens: 9 });
    expect(received).toEqual([{ path: "/chat/completions", request: { ...question, max_tokens: 9 } }]);
    expect(budget.totals().calls).toBe(1);
  });

  test("that throws fails the call", async () => {
    const cause = new RangeError("no price");
    const { client, requests, budget } = createBudgetClient({
      estimate() {
        throw cause;
      },
    });
    const error = await getRejection(client.chat.complete(question));
    expect(error).toMatchObject({ name: "UnexpectedClientError", cause, attempts: 0 });
    expect(requests).toEqual([]);
    expect(budget.totals()).toMatchObject({ calls: 0, inFlight: 0 });
  });

  test.each<[string, unknown, string]>([
    ["NaN", { cost: NaN }, "The estimated cost must be a number of at least 0, not NaN"],
    ["negative", { tokens: -1 }, "The estimated tokens must be a number of at least 0, not -1"],
    ["a string", { cost: "1" }, "The estimated cost must be a number of at least 0, not string"],
    ["a number", 1, "estimate must return an object with cost or tokens"],
    ["a promise", Promise.resolve({ cost: 1 }), "estimate must return an object with cost or tokens"],
    ["misspelled", { costs: 1 }, 'Unknown option "costs"'],
  ])("that is %s fails the call", async (_, value, message) => {
    const { client, requests } = createBudgetClient({ estimate: () => value as never });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({ code: "invalid_request", message });
    expect(requests).toEqual([]);
  });
});

describe("onUsage", () => {
  test("receives the usage of each call, and the totals including it", async () => {
    const { client, budget, seen } = createBudgetClient({}, () =>
      Response.json(completion({ usage: { ...usage, is_byok: false } }), { headers: { "x-generation-id": "gen-9" } }),
    );
    await client.chat.complete(question);
    expect(seen).toEqual([
      { model: "acme/small-1", outcome: "completed", requestId: "gen-9", usage, totals: budget.totals() },
    ]);
  });

  test("is not called for a call that is refused", async () => {
    const { client, seen } = createBudgetClient({ maxCost: 0 });
    await getRejection(client.chat.complete(question));
    expect(seen).toEqual([]);
  });

  test.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("broken");
      },
    ],
    ["rejects", () => Promise.reject(new Error("broken"))],
  ])("does not fail the call when it %s", async (_, onUsage) => {
    const { client, budget } = createBudgetClient({ onUsage });
    expect(await client.chat.complete(question)).toMatchObject({ usage });
    await flushPromises();
    expect(budget.totals()).toMatchObject({ calls: 1, cost: 0.25 });
  });

  test("is not awaited by the call", async () => {
    const { client } = createBudgetClient({ onUsage: () => new Promise(() => {}) });
    expect(await client.chat.complete(question)).toMatchObject({ usage });
  });
});

test("a retried call is counted once", async () => {
  const { client, budget } = createBudgetClient({}, (_, index) => (index === 0 ? errorResponse(503) : complete()), {
    retryConfig: immediateRetries,
  });
  await client.chat.complete(question);
  expect(budget.totals()).toMatchObject({ calls: 1, cost: 0.25, callsWithUnknownCost: 0 });
});

test.each<[string, unknown, string]>([
  ["maxCost: -1", { maxCost: -1 }, "maxCost must be a number of at least 0, not -1"],
  ["maxCost: NaN", { maxCost: NaN }, "maxCost must be a number of at least 0, not NaN"],
  ['maxTokens: "9"', { maxTokens: "9" }, "maxTokens must be a number of at least 0, not string"],
  ["onUsage: 1", { onUsage: 1 }, "onUsage must be a function"],
  ["estimate: {}", { estimate: {} }, "estimate must be a function"],
  ["an unknown option", { maxcost: 1 }, 'Unknown option "maxcost"'],
  ["null", null, "The options must be an object"],
])("createBudget throws an InvalidRequestError for %s", (_, options, message) => {
  expect(() => createBudget(options as never)).toThrow(expect.objectContaining({ code: "invalid_request", message }));
});

test("a BudgetExceededError logs its limit and totals", () => {
  const totals = createBudget().totals();
  const error = new BudgetExceededError("tokens", { limit: 5, totals, estimate: 9, cause: "test" });
  expect(BudgetExceededError.isInstance(error)).toBe(true);
  expect(HTTPClientError.isInstance(error)).toBe(true);
  expect(InvalidRequestError.isInstance(error)).toBe(false);
  expect(error.cause).toBe("test");
  expect(error.toJSON()).toEqual({
    name: "BudgetExceededError",
    message: error.message,
    cause: "test",
    code: "budget_exceeded",
    kind: "tokens",
    limit: 5,
    estimate: 9,
    totals,
    attempts: 0,
    isRetryable: false,
    retryAfterMs: undefined,
  });
});

test("isInstance recognizes a BudgetExceededError of another copy of the package", async () => {
  const error = new BudgetExceededError("cost", { limit: 0, totals: createBudget().totals() });
  vi.resetModules();
  const copy = await import("../../src/budget.ts");
  expect(copy.BudgetExceededError).not.toBe(BudgetExceededError);
  expect(copy.BudgetExceededError.isInstance(error)).toBe(true);
});
