import { chunk, completion } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { fail, format, readStream, settle, type Case, type Verdict } from "../case.ts";
import { request, sendEvents, withServer } from "./support.ts";

const completionLevels = ["top", "choice", "message", "usage"];

export const unknownFields: readonly Case[] = [
  {
    title: "unknown fields of a completion are dropped",
    run: ({ complete }) =>
      withServer(async (server) => {
        const body = completion();
        const [choice] = body["choices"] as { message: object }[];
        const message = { ...choice?.message, new_field: "new in message" };
        const choices = [{ ...choice, message, new_field: "new in choice" }];
        const usage = { ...(body["usage"] as object), new_field: "new in usage" };
        server.on((exchange) => exchange.sendJSON(200, { ...body, choices, usage, new_field: "new in top" }));
        const outcome = await settle(() => complete(request, { url: server.url, retries: "none" }));
        return outcome.kind === "value" ? checkFields(outcome.value.value, completionLevels) : fail(format(outcome));
      }),
  },
  {
    title: "unknown fields of a chunk are dropped",
    run: ({ stream }) =>
      withServer(async (server) => {
        server.on((exchange) => sendEvents(exchange, [chunk("Hello", "stop", { new_field: "new in top" }), "[DONE]"]));
        const { outcome, outputs } = await readStream(() => stream(request, { url: server.url, retries: "none" }));
        if (outcome.kind !== "value") return fail(format(outcome));
        return checkFields(
          outputs.map(({ value }) => value),
          ["top"],
        );
      }),
  },
  {
    title: "unknown fields of a request are not sent",
    run: ({ complete }) =>
      withServer(async (server) => {
        server.on(faults.completion);
        const unknown = { preset: "my-preset", new_field: { deep: ["new in deep"] } };
        await settle(() => complete({ ...request, unknown }, { url: server.url, retries: "none" }));
        const sent = JSON.stringify(JSON.parse(server.requests[0]?.body.toString() ?? "null"));
        return sent.includes("my-preset") && sent.includes("new in deep") ? "pass" : fail(`sent ${sent}`);
      }),
  },
];

/** Checks that a value contains the unknown fields, under any name. */
function checkFields(value: unknown, levels: readonly string[]): Verdict {
  const text = JSON.stringify(value) ?? "";
  const lost = levels.filter((level) => !text.includes(`new in ${level}`));
  return lost.length === 0 ? "pass" : fail(`lost in ${lost.join(", ")}`);
}
