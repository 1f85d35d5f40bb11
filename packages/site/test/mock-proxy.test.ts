import { createServer } from "node:http";
import { expect, test } from "vitest";
import { listen } from "../../test-server/src/listen.ts";
import { proxyToMock } from "../server/mock-proxy.ts";
import { startApi } from "./support/api.ts";

test("sends a stream event by event, each after a pause", async () => {
  const events = ["data: 1\n\n", ": comment\n\n", "data: 2\n\n"];
  const api = await startApi((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).end(events.join(""));
  });
  const pauses: (() => void)[] = [];
  const pause = () => new Promise<void>((resolve) => pauses.push(resolve));
  const server = createServer(
    (request, response) => void proxyToMock(`${api.url}${request.url}`, request, response, pause),
  );
  await using proxy = await listen(server);

  const { body } = await fetch(`${proxy.url}/chat/completions`, { method: "POST", body: "{}" });
  let text = "";
  for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    const sent = events.slice(0, pauses.length).join("");
    expect(sent.slice(0, text.length)).toBe(text);
    if (text === sent) pauses.at(-1)?.();
  }
  expect(text).toBe(events.join(""));
  expect(pauses).toHaveLength(events.length);
});
