import { ending, said, wrong, type Case } from "../case.ts";
import type { ResultOptions } from "../contestant.ts";
import { onServer, request } from "./support.ts";

type Trouble = readonly [what: string, request: unknown, options?: Partial<ResultOptions>];

export const functions: readonly Case[] = [
  {
    title: "a function that promises a result rejects",
    run: async ({ result }) => {
      if (!result) return "n.a.";
      return onServer(async (server) => {
        server.on((exchange) => exchange.reset());
        const rejects: string[] = [];
        for (const [what, broken, options] of troubles()) {
          const how = await ending(() => result(broken, { url: server.url, apiKey: "sk", ...options }));
          if (how.end !== "value") rejects.push(`${what} (${said(how)})`);
        }
        return rejects.length === 0 ? "right" : wrong(rejects.join("; "));
      });
    },
  },
];

function troubles(): readonly Trouble[] {
  const circular: Record<string, unknown> = { ...request };
  circular["metadata"] = circular;
  const messages = [{ role: "user", content: 1n }];
  return [
    ["a reset connection", request],
    ["an aborted signal", request, { signal: AbortSignal.abort() }],
    ["a key function that throws", request, { apiKey: () => Promise.reject(new Error("no key today")) }],
    ["a key with a line break", request, { apiKey: "sk\n1" }],
    ["a circular request", circular],
    ["a BigInt", { ...request, messages }],
    ["no request", undefined],
  ];
}
