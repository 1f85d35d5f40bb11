import { setTimeout } from "node:timers/promises";
import { completion, errorBody, greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { fail, format, settle, type Case } from "../case.ts";
import { withServer, request } from "./support.ts";

const overloaded = errorBody(503, "Overloaded");

export const retries: readonly Case[] = [
  {
    title: "a 429 is not retried",
    run: ({ complete }) =>
      withServer(async (server) => {
        server.on((exchange) => (exchange.index === 0 ? faults["status-429"] : faults.completion)(exchange));
        const outcome = await settle(() => complete(request, { url: server.url }), 60_000);
        return outcome.kind === "value" && outcome.value.text === greeting ? "pass" : fail(format(outcome));
      }),
  },
  {
    title: "a Retry-After of an hour is shortened, or waited for",
    run: ({ complete }) =>
      withServer(async (server) => {
        server.on((exchange) => exchange.sendJSON(503, overloaded, { "retry-after": "3600" }));
        const outcome = await settle(() => complete(request, { url: server.url }));
        const attempts = server.requests.length;
        if (attempts > 1) return fail(`${attempts} attempts within 3 s instead of after 3600 s`);
        return outcome.kind === "error" ? "pass" : fail(`${format(outcome)}, it waits`);
      }),
  },
  {
    title: "a server that always sends Retry-After: 0 is retried without a delay",
    run: ({ complete }) =>
      withServer(async (server) => {
        server.on((exchange) => exchange.sendJSON(503, overloaded, { "retry-after": "0" }));
        const controller = new AbortController();
        const { signal } = controller;
        await settle(() => complete(request, { url: server.url, retries: "many", signal }));
        controller.abort();
        const attempts = server.requests.length;
        if (attempts === 1) return "n.a."; // the client does not retry
        return attempts <= 10 ? "pass" : fail(`${attempts} attempts within 3 s`);
      }),
  },
  {
    title: "an abort between attempts takes effect only after the delay",
    run: ({ complete }) =>
      withServer(async (server) => {
        server.on((exchange) => exchange.sendJSON(503, overloaded, { "retry-after": "20" }));
        const controller = new AbortController();
        const { signal } = controller;
        const call = settle(() => complete(request, { url: server.url, signal }), 6_000);
        const isWaiting = await Promise.race([call.then(() => false), setTimeout(2_000, true)]);
        if (!isWaiting) return "n.a."; // the client does not retry
        controller.abort();
        const outcome = await call;
        return outcome.kind === "error" ? "pass" : fail(`${format(outcome)}, aborted after 2 s`);
      }),
  },
  {
    title: "bodies of failed attempts are left unread",
    run: ({ complete }) =>
      withServer(async (server) => {
        // Larger than the buffers of the kernel, so that the server notices whether the client reads it.
        const body = errorBody(503, "x".repeat(24 * 2 ** 20));
        server.on((exchange) =>
          exchange.index === 0
            ? exchange.sendJSON(503, body, { "retry-after-ms": "10" })
            : exchange.sendJSON(200, completion()),
        );
        const outcome = await settle(() => complete(request, { url: server.url }), 60_000);
        try {
          // Garbage collection would close the socket later.
          await server.waitForIdle(5_000);
        } catch (error) {
          return fail(`${format(outcome)}, and a socket stays open: ${String(error).split("\n")[1]}`);
        }
        return "pass";
      }),
  },
  {
    title: "a server that resets connections is retried for an hour",
    run: ({ complete }) =>
      withServer(async (server) => {
        server.on((exchange) => exchange.reset());
        const outcome = await settle(() => complete(request, { url: server.url }), 30_000);
        return outcome.kind === "error"
          ? "pass"
          : fail(`${format(outcome)}, ${server.requests.length} attempts so far`);
      }),
  },
  {
    title: "a timeout is ignored when a signal is passed",
    run: ({ complete }) =>
      withServer(async (server) => {
        server.on(faults["stall-before-headers"]);
        const { signal } = new AbortController();
        const outcome = await settle(() =>
          complete(request, { url: server.url, retries: "none", timeoutMs: 100, signal }),
        );
        return outcome.kind === "error" ? "pass" : fail(`${format(outcome)}, with a timeout of 0.1 s`);
      }),
  },
];
