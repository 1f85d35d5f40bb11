import { InvalidRequestError, OpenRouterDefaultError } from "@org/sdk/models/errors";
import { createClient } from "@org/test-server/client/client.ts";
import { type CallMode, runCall } from "@org/test-server/client/run-call.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

const modes: CallMode[] = ["completion", "stream"];
const redirects = [300, 301, 302, 303, 307, 308];

describe.each(modes)("a redirect of a %s request", (mode) => {
  test.each(redirects)(
    "with status %i is not followed: the other server receives neither key nor prompt",
    async (status) => {
      await using other = await startFaultServer();
      other.on(faults.completion);
      await using server = await startFaultServer();
      const location = `${other.url}/api/v1/chat/completions?from=here`;
      server.script([(exchange) => exchange.send(status, "Moved", { location })]);
      const { error, attempts } = await runCall(createClient(server.url), mode);
      expect(error).toSatisfy(OpenRouterDefaultError.isInstance);
      expect(error).toMatchObject({ statusCode: status, isRetryable: false, body: "Moved" });
      expect((error as OpenRouterDefaultError).message).toContain(location);
      expect((error as OpenRouterDefaultError).headers.get("location")).toBe(location);
      expect(attempts).toBe(1);
      expect(other.connections).toBe(0);
      // A POST that a redirect turns into a GET would be a second request.
      expect(server.requests.map(({ method }) => method)).toEqual(["POST"]);
    },
  );

  test.each([301, 307])("with status %i within the same server is not followed", async (status) => {
    await using server = await startFaultServer();
    server.script([(exchange) => exchange.send(status, "", { location: "/api/v1/chat/completions/" })]);
    const { error } = await runCall(createClient(server.url), mode);
    expect((error as Error).message).toContain("/api/v1/chat/completions/");
  });

  test("without a valid location is an error with its status", async () => {
    await using server = await startFaultServer();
    server.script([
      (exchange) => exchange.send(302, ""),
      (exchange) => exchange.send(302, "", { location: "http://[" }),
      (exchange) => exchange.send(304, ""),
    ]);
    const outcomes = [];
    for (let call = 0; call < 3; call += 1) outcomes.push((await runCall(createClient(server.url), mode)).end);
    expect(outcomes).toEqual([
      "OpenRouterDefaultError 302",
      "OpenRouterDefaultError 302",
      "OpenRouterDefaultError 304",
    ]);
  });

  test('with fetchOptions.redirect: "follow" is prevented: the option is an error before a request is sent', async () => {
    await using server = await startFaultServer();
    const { error, attempts } = await runCall(createClient(server.url), mode, { fetchOptions: { redirect: "follow" } });
    expect(error).toSatisfy(InvalidRequestError.isInstance);
    expect((error as Error).message).toMatch(/fetchOptions\.redirect/);
    expect(attempts).toBe(0);
    expect(server.connections).toBe(0);
  });

  test('with fetchOptions.redirect: "error" is not followed', async () => {
    await using other = await startFaultServer();
    await using server = await startFaultServer();
    server.on((exchange) => exchange.send(307, "", { location: other.url }));
    expect(await runCall(createClient(server.url), mode, { fetchOptions: { redirect: "error" } })).toMatchObject({
      end: "OpenRouterDefaultError 307",
      attempts: 1,
    });
    expect(other.connections).toBe(0);
  });

  test("is not followed when a middleware replaces the request with one that follows redirects", async () => {
    await using other = await startFaultServer();
    other.on(faults.completion);
    await using server = await startFaultServer();
    server.on((exchange) => exchange.send(307, "", { location: `${other.url}/chat/completions` }));
    const logging = {
      onRequest: ({ request }: { request: Request }) => new Request(request, { headers: request.headers }),
    };
    const outcome = await runCall(createClient(server.url, { middleware: [logging] }), mode);
    expect(outcome).toMatchObject({ end: "OpenRouterDefaultError 307", attempts: 1 });
    expect(other.connections).toBe(0);
  });
});
