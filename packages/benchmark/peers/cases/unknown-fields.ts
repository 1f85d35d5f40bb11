import { chunk, completion } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { ending, reading, said, wrong, type Case } from "../case.ts";
import { onServer, request, sendEvents } from "./support.ts";

const places = ["top", "choice", "message", "usage"];

export const unknownFields: readonly Case[] = [
  {
    title: "unknown fields of an answer are dropped",
    run: ({ complete }) =>
      onServer(async (server) => {
        const answer = completion();
        const [choice] = answer["choices"] as { message: object }[];
        const message = { ...choice?.message, new_field: "new in message" };
        const choices = [{ ...choice, message, new_field: "new in choice" }];
        const usage = { ...(answer["usage"] as object), new_field: "new in usage" };
        server.on((exchange) => exchange.json(200, { ...answer, choices, usage, new_field: "new in top" }));
        const how = await ending(() => complete(request, { url: server.url, retries: "none" }));
        return how.end === "value" ? kept(how.value.value, places) : wrong(said(how));
      }),
  },
  {
    title: "unknown fields of a chunk are dropped",
    run: ({ stream }) =>
      onServer(async (server) => {
        server.on((exchange) => sendEvents(exchange, [chunk("Hello", "stop", { new_field: "new in top" }), "[DONE]"]));
        const { ending: how, pieces } = await reading(() => stream(request, { url: server.url, retries: "none" }));
        if (how.end !== "value") return wrong(said(how));
        return kept(
          pieces.map(({ value }) => value),
          ["top"],
        );
      }),
  },
  {
    title: "unknown fields of a request never reach the wire",
    run: ({ complete }) =>
      onServer(async (server) => {
        server.on(faults.completion);
        const unknown = { preset: "my-preset", new_field: { deep: ["new in deep"] } };
        await ending(() => complete({ ...request, unknown }, { url: server.url, retries: "none" }));
        const sent: unknown = JSON.parse(server.requests[0]?.body.toString() ?? "null");
        const [preset, field] = [
          JSON.stringify(sent).includes("my-preset"),
          JSON.stringify(sent).includes("new in deep"),
        ];
        return preset && field ? "right" : wrong(`sent ${JSON.stringify(sent)}`);
      }),
  },
];

/** Whatever their names have become, the values are there. */
function kept(value: unknown, wanted: readonly string[]): ReturnType<typeof wrong> {
  const text = JSON.stringify(value) ?? "";
  const lost = wanted.filter((place) => !text.includes(`new in ${place}`));
  return lost.length === 0 ? "right" : wrong(`lost in ${lost.join(", ")}`);
}
