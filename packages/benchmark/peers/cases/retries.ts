import { setTimeout } from "node:timers/promises";
import { completion, errorBody, greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { ending, said, wrong, type Case } from "../case.ts";
import { onServer, request } from "./support.ts";

const overloaded = errorBody(503, "Overloaded");

export const retries: readonly Case[] = [
  {
    title: "a 429 is not tried again",
    run: ({ complete }) =>
      onServer(async (server) => {
        server.on((exchange) => (exchange.index === 0 ? faults["status-429"] : faults.completion)(exchange));
        const how = await ending(() => complete(request, { url: server.url }), 60_000);
        return how.end === "value" && how.value.text === greeting ? "right" : wrong(said(how));
      }),
  },
  {
    title: "Retry-After is cut, or slept for hours",
    run: ({ complete }) =>
      onServer(async (server) => {
        server.on((exchange) => exchange.json(503, overloaded, { "retry-after": "3600" }));
        const how = await ending(() => complete(request, { url: server.url }));
        const asked = server.requests.length;
        if (asked > 1) return wrong(`asked ${asked} times within 3 s, and the server had said 3600 s`);
        return how.end === "error" ? "right" : wrong(`${said(how)}: it sleeps`);
      }),
  },
  {
    title: "Retry-After: 0 for ever is a hot loop",
    run: ({ complete }) =>
      onServer(async (server) => {
        server.on((exchange) => exchange.json(503, overloaded, { "retry-after": "0" }));
        const controller = new AbortController();
        const { signal } = controller;
        await ending(() => complete(request, { url: server.url, retries: "many", signal }));
        controller.abort();
        const attempts = server.requests.length;
        if (attempts === 1) return "n.a."; // it makes no second attempt
        return attempts <= 10 ? "right" : wrong(`${attempts} attempts within 3 s`);
      }),
  },
  {
    title: "an abort during the wait is noticed only after it",
    run: ({ complete }) =>
      onServer(async (server) => {
        server.on((exchange) => exchange.json(503, overloaded, { "retry-after": "20" }));
        const controller = new AbortController();
        const { signal } = controller;
        const call = ending(() => complete(request, { url: server.url, signal }), 6_000);
        const isWaiting = await Promise.race([call.then(() => false), setTimeout(2_000, true)]);
        if (!isWaiting) return "n.a."; // it makes no second attempt
        controller.abort();
        const how = await call;
        return how.end === "error" ? "right" : wrong(`${said(how)}, the abort was after 2 s`);
      }),
  },
  {
    title: "bodies of failed attempts are left unread",
    run: ({ complete }) =>
      onServer(async (server) => {
        // More than a kernel takes from the server's sight: whether somebody reads it shows.
        const body = errorBody(503, "x".repeat(24 * 2 ** 20));
        server.on((exchange) =>
          exchange.index === 0
            ? exchange.json(503, body, { "retry-after-ms": "10" })
            : exchange.json(200, completion()),
        );
        const how = await ending(() => complete(request, { url: server.url }), 60_000);
        try {
          // Garbage collection would close it some time later.
          await server.idle(5_000);
        } catch (error) {
          return wrong(`${said(how)}, and a socket is left: ${String(error).split("\n")[1]}`);
        }
        return "right";
      }),
  },
  {
    title: "a dead server is tried for an hour",
    run: ({ complete }) =>
      onServer(async (server) => {
        server.on((exchange) => exchange.reset());
        const how = await ending(() => complete(request, { url: server.url }), 30_000);
        return how.end === "error" ? "right" : wrong(`${said(how)}, ${server.requests.length} attempts so far`);
      }),
  },
  {
    title: "timeoutMs is ignored when a signal is given",
    run: ({ complete }) =>
      onServer(async (server) => {
        server.on(faults["stall-before-headers"]);
        const { signal } = new AbortController();
        const how = await ending(() => complete(request, { url: server.url, retries: "none", timeoutMs: 100, signal }));
        return how.end === "error" ? "right" : wrong(`${said(how)}, with a limit of 0.1 s`);
      }),
  },
];
