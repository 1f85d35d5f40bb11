import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { event } from "@org/test-server/fault-server/wire.ts";
import { reading, said, wrong, type Case } from "../case.ts";
import { onServer, request, sendEvents } from "./support.ts";

export const streams: readonly Case[] = [
  {
    title: "a cut stream that looks complete",
    run: ({ stream }) =>
      onServer(async (server) => {
        server.on(faults["stream-cut"]);
        const { ending } = await reading(() => stream(request, { url: server.url, retries: "none" }));
        return ending.end === "error" ? "right" : wrong(`${said(ending)}, as if the answer were whole`);
      }),
  },
  {
    title: "the last event without its blank line is lost",
    run: ({ stream }) =>
      onServer(async (server) => {
        server.on(async (exchange) => {
          await exchange.events();
          await exchange.sse(chunk("All of "));
          await exchange.chunk(event(chunk("it", "stop")).trimEnd());
          await exchange.endChunks();
        });
        const { ending, text } = await reading(() => stream(request, { url: server.url, retries: "none" }));
        if (text === "All of it" && ending.end === "value") return "right";
        return wrong(`the text is ${JSON.stringify(text)}, with ${said(ending)}`);
      }),
  },
  {
    title: "an error in the middle of a stream is dropped, or has no status",
    run: ({ stream, statusOf }) =>
      onServer(async (server) => {
        server.on((exchange) =>
          sendEvents(exchange, [chunk("Half of "), chunk("", "error", errorBody(502, "The provider is gone"))]),
        );
        const { ending, text } = await reading(() => stream(request, { url: server.url, retries: "none" }));
        if (ending.end !== "error") return wrong(`${said(ending)}, as if the answer were whole`);
        if (text !== "Half of ") return wrong(`what came before the error is lost: ${said(ending)}`);
        if (!String(ending.error).includes("The provider is gone")) return wrong(`no words of it: ${said(ending)}`);
        const status = statusOf(ending.error);
        return status === 502 ? "right" : wrong(`the status is ${status}: ${said(ending)}`);
      }),
  },
  {
    title: "a choice that fails in mid-stream ends as if it were whole",
    run: ({ stream }) =>
      onServer(async (server) => {
        const [choice] = chunk("", "error")["choices"] as object[];
        const failed = { ...chunk(""), choices: [{ ...choice, ...errorBody(502, "The provider is gone") }] };
        server.on((exchange) => sendEvents(exchange, [chunk("Half of "), failed, "[DONE]"]));
        const { ending, text } = await reading(() => stream(request, { url: server.url, retries: "none" }));
        if (ending.end !== "error") return wrong(`${said(ending)}, as if the answer were whole`);
        if (text !== "Half of ") return wrong(`what came before the error is lost: ${said(ending)}`);
        return String(ending.error).includes("The provider is gone")
          ? "right"
          : wrong(`no words of it: ${said(ending)}`);
      }),
  },
  {
    title: "an event without choices ends the stream",
    run: ({ stream }) =>
      onServer(async (server) => {
        const billing = { object: "billing.summary", billing: { cost: 0.000_05 } };
        const events = [chunk("All of "), billing, chunk("it"), chunk("", "stop"), "[DONE]"];
        server.on((exchange) => sendEvents(exchange, events));
        const { ending, text } = await reading(() => stream(request, { url: server.url, retries: "none" }));
        if (text === "All of it" && ending.end === "value") return "right";
        return wrong(`the text is ${JSON.stringify(text)}, with ${said(ending)}`);
      }),
  },
  {
    title: "an aborted stream ends as if it were whole",
    run: ({ stream }) =>
      onServer(async (server) => {
        server.on(faults["stall-in-stream"]);
        const controller = new AbortController();
        const { signal } = controller;
        const { ending } = await reading(
          () => stream(request, { url: server.url, retries: "none", signal }),
          () => controller.abort(),
        );
        return ending.end === "error" ? "right" : wrong(said(ending));
      }),
  },
  {
    title: "a stalled stream hangs for ever",
    run: ({ stream }) =>
      onServer(async (server) => {
        server.on(faults["stall-in-stream"]);
        const limits = { timeoutMs: 100, idleTimeoutMs: 100 };
        const { ending } = await reading(() => stream(request, { url: server.url, retries: "none", ...limits }));
        return ending.end === "error" ? "right" : wrong(`${said(ending)}, with limits of 0.1 s`);
      }),
  },
];
