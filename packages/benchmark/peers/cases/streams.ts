import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { formatEvent } from "@org/test-server/fault-server/http-format.ts";
import { fail, format, readStream, type Case } from "../case.ts";
import { request, sendEvents, withServer } from "./support.ts";

export const streams: readonly Case[] = [
  {
    title: "a truncated stream looks complete",
    run: ({ stream }) =>
      withServer(async (server) => {
        server.on(faults["stream-truncated"]);
        const { outcome } = await readStream(() => stream(request, { url: server.url, retries: "none" }));
        return outcome.kind === "error" ? "pass" : fail(`${format(outcome)}, as if the stream were complete`);
      }),
  },
  {
    title: "a last event without a blank line is dropped",
    run: ({ stream }) =>
      withServer(async (server) => {
        server.on(async (exchange) => {
          await exchange.startStream();
          await exchange.sendEvent(chunk("All of "));
          await exchange.sendChunk(formatEvent(chunk("it", "stop")).trimEnd());
          await exchange.endChunks();
        });
        const { outcome, text } = await readStream(() => stream(request, { url: server.url, retries: "none" }));
        if (text === "All of it" && outcome.kind === "value") return "pass";
        return fail(`the text is ${JSON.stringify(text)}, with ${format(outcome)}`);
      }),
  },
  {
    title: "an error in a stream is dropped, or lacks its status",
    run: ({ stream, getStatus }) =>
      withServer(async (server) => {
        server.on((exchange) =>
          sendEvents(exchange, [chunk("Half of "), chunk("", "error", errorBody(502, "The provider failed"))]),
        );
        const { outcome, text } = await readStream(() => stream(request, { url: server.url, retries: "none" }));
        if (outcome.kind !== "error") return fail(`${format(outcome)}, as if the stream were complete`);
        if (text !== "Half of ") return fail(`the text before the error is lost: ${format(outcome)}`);
        if (!String(outcome.error).includes("The provider failed"))
          return fail(`the message is lost: ${format(outcome)}`);
        const status = getStatus(outcome.error);
        return status === 502 ? "pass" : fail(`the status is ${status}: ${format(outcome)}`);
      }),
  },
  {
    title: "a stream with a failed choice looks complete",
    run: ({ stream }) =>
      withServer(async (server) => {
        const [choice] = chunk("", "error")["choices"] as object[];
        const failed = { ...chunk(""), choices: [{ ...choice, ...errorBody(502, "The provider failed") }] };
        server.on((exchange) => sendEvents(exchange, [chunk("Half of "), failed, "[DONE]"]));
        const { outcome, text } = await readStream(() => stream(request, { url: server.url, retries: "none" }));
        if (outcome.kind !== "error") return fail(`${format(outcome)}, as if the stream were complete`);
        if (text !== "Half of ") return fail(`the text before the error is lost: ${format(outcome)}`);
        return String(outcome.error).includes("The provider failed")
          ? "pass"
          : fail(`the message is lost: ${format(outcome)}`);
      }),
  },
  {
    title: "an event without choices ends the stream",
    run: ({ stream }) =>
      withServer(async (server) => {
        const billing = { object: "billing.summary", billing: { cost: 0.000_05 } };
        const events = [chunk("All of "), billing, chunk("it"), chunk("", "stop"), "[DONE]"];
        server.on((exchange) => sendEvents(exchange, events));
        const { outcome, text } = await readStream(() => stream(request, { url: server.url, retries: "none" }));
        if (text === "All of it" && outcome.kind === "value") return "pass";
        return fail(`the text is ${JSON.stringify(text)}, with ${format(outcome)}`);
      }),
  },
  {
    title: "an aborted stream looks complete",
    run: ({ stream }) =>
      withServer(async (server) => {
        server.on(faults["stall-in-stream"]);
        const controller = new AbortController();
        const { signal } = controller;
        const { outcome } = await readStream(
          () => stream(request, { url: server.url, retries: "none", signal }),
          () => controller.abort(),
        );
        return outcome.kind === "error" ? "pass" : fail(format(outcome));
      }),
  },
  {
    title: "a stalled stream never ends",
    run: ({ stream }) =>
      withServer(async (server) => {
        server.on(faults["stall-in-stream"]);
        const limits = { timeoutMs: 100, idleTimeoutMs: 100 };
        const { outcome } = await readStream(() => stream(request, { url: server.url, retries: "none", ...limits }));
        return outcome.kind === "error" ? "pass" : fail(`${format(outcome)}, with timeouts of 0.1 s`);
      }),
  },
];
