import { describe, expect, test } from "vitest";
import { completion, event, errorResponse, eventStream } from "../support/responses.ts";
import { createControlledBody, type ControlledBody } from "../support/controlled-body.ts";
import { immediateRetries, observedClient, question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

describe("every attempt", () => {
  test("every attempt sends the same bytes and headers to the same URL", async () => {
    const { client, requests } = observedClient({ retryConfig: immediateRetries, fetch: () => errorResponse(500) });
    await getRejection(client.chat.complete({ ...question, model: "acme/small-1", temperature: 0.5 }));
    const [first, ...others] = requests.map(({ url, method, headers, body }) => ({
      url,
      method,
      headers: [...headers],
      body,
    }));
    expect(others).toEqual([first, first]);
    expect(first).toEqual({
      url: "https://api.test/v1/chat/completions",
      method: "POST",
      headers: [
        ["accept", "application/json"],
        ["authorization", "Bearer key-0123456789abcdef"],
        ["content-type", "application/json"],
      ],
      body: '{"messages":[{"role":"user","content":"Is it raining?"}],"model":"acme/small-1","temperature":0.5}',
    });
  });

  test("a retry sends the request as it was at the call, even if the caller changes it later", async () => {
    const message = { role: "user" as const, content: "before" };
    const request = { messages: [message] };
    const headers: Record<string, string> = { "x-a": "before" };
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: (_, index) => {
        message.content = "after";
        request.messages.push({ role: "user", content: "more" });
        headers["x-a"] = "after";
        return index < 2 ? errorResponse(500) : Response.json(completion());
      },
    });
    const call = client.chat.complete(request, { headers });
    message.content = "a moment later";
    await call;
    expect(requests.map(({ body }) => body)).toEqual(
      Array(3).fill('{"messages":[{"role":"user","content":"before"}]}'),
    );
    expect(requests.map((sent) => sent.headers.get("x-a"))).toEqual(["before", "before", "before"]);
  });

  test("a retry is not affected by a fetch that changed the headers of an earlier attempt", async () => {
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: ({ init }) => {
        (init.headers as Headers).set("x-injected", "1");
        (init.headers as Headers).delete("authorization");
        return errorResponse(500);
      },
    });
    await getRejection(client.chat.complete(question));
    expect(requests.map(({ headers }) => headers.get("x-injected"))).toEqual([null, null, null]);
    expect(requests.map(({ headers }) => headers.has("authorization"))).toEqual([true, true, true]);
  });

  test("every attempt calls the key function and sends its result", async () => {
    let calls = 0;
    const { client, requests } = observedClient({
      apiKey: () => Promise.resolve(`key-${++calls}`),
      retryConfig: immediateRetries,
      fetch: (_, index) => (index < 2 ? errorResponse(503) : Response.json(completion())),
    });
    await client.chat.complete(question);
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer key-1",
      "Bearer key-2",
      "Bearer key-3",
    ]);
  });

  test("every attempt runs the client's middleware, then the call's", async () => {
    const seen: string[] = [];
    const mark = (name: string) => ({
      onRequest: ({ request }: { request: Request }) => {
        seen.push(name);
        request.headers.append("x-marks", name);
      },
    });
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      middleware: [mark("a")],
      fetch: () => errorResponse(500),
    });
    await getRejection(client.chat.complete(question, { middleware: [mark("b")] }));
    expect(seen).toEqual(["a", "b", "a", "b", "a", "b"]);
    expect(requests.map(({ headers }) => headers.get("x-marks"))).toEqual(["a, b", "a, b", "a, b"]);
    expect(new Set(requests.map(({ body }) => body))).toEqual(new Set([JSON.stringify(question)]));
  });
});

describe("a retry", () => {
  test("cancels the body of a stream whose first event is an error", async () => {
    const bodies: ControlledBody[] = [];
    const { client } = observedClient({
      retryConfig: immediateRetries,
      fetch: () => {
        const body = createControlledBody();
        bodies.push(body);
        body.write(event({ error: { code: 500, message: "x" } }));
        return eventStream(body.stream);
      },
    });
    await getRejection(client.chat.complete({ ...question, stream: true }));
    await expect.poll(() => bodies.map(({ isCanceled }) => isCanceled)).toEqual([true, true, true]);
  });

  test("cancels the rest of an error body that is longer than the limit", async () => {
    const bodies: ControlledBody[] = [];
    const { client } = observedClient({
      retryConfig: immediateRetries,
      fetch: () => {
        const body = createControlledBody();
        bodies.push(body);
        body.write("x".repeat(70_000));
        return new Response(body.stream, { status: 500 });
      },
    });
    await getRejection(client.chat.complete(question));
    await expect.poll(() => bodies.map(({ isCanceled }) => isCanceled)).toEqual([true, true, true]);
  });
});
