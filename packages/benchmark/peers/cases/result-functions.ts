import { fail, format, settle, type Case } from "../case.ts";
import type { ResultOptions } from "../client.ts";
import { withServer, request } from "./support.ts";

type FailingCall = readonly [name: string, request: unknown, options?: Partial<ResultOptions>];

export const resultFunctions: readonly Case[] = [
  {
    title: "a function that returns a result rejects",
    run: async ({ completeSafely }) => {
      if (!completeSafely) return "n.a.";
      return withServer(async (server) => {
        server.on((exchange) => exchange.reset());
        const rejected: string[] = [];
        for (const [name, input, options] of createFailingCalls()) {
          const outcome = await settle(() => completeSafely(input, { url: server.url, apiKey: "sk", ...options }));
          if (outcome.kind !== "value") rejected.push(`${name} (${format(outcome)})`);
        }
        return rejected.length === 0 ? "pass" : fail(rejected.join("; "));
      });
    },
  },
];

function createFailingCalls(): readonly FailingCall[] {
  const circular: Record<string, unknown> = { ...request };
  circular["metadata"] = circular;
  const messages = [{ role: "user", content: 1n }];
  return [
    ["a reset connection", request],
    ["an aborted signal", request, { signal: AbortSignal.abort() }],
    ["a key function that throws", request, { apiKey: () => Promise.reject(new Error("The key is missing")) }],
    ["a key with a line break", request, { apiKey: "sk\n1" }],
    ["a circular request", circular],
    ["a BigInt", { ...request, messages }],
    ["no request", undefined],
  ];
}
