import { InvalidRequestError, OpenRouterDefaultError } from "@org/sdk/models/errors";
import { clientOf } from "@org/test-server/client/client.ts";
import { callTo, type Mode } from "@org/test-server/client/run-call.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

const modes: Mode[] = ["completion", "stream"];
const redirects = [300, 301, 302, 303, 307, 308];

describe.each(modes)("when a %s is asked for", (mode) => {
  test.each(redirects)("%i is not followed: neither key nor prompt goes elsewhere", async (status) => {
    await using elsewhere = await faultServer();
    elsewhere.on(faults.completion);
    await using server = await faultServer();
    const location = `${elsewhere.url}/api/v1/chat/completions?from=here`;
    server.script([(exchange) => exchange.send(status, "Moved", { location })]);
    const { error, attempts } = await callTo(clientOf(server.url), mode);
    expect(error).toSatisfy(OpenRouterDefaultError.isInstance);
    expect(error).toMatchObject({ statusCode: status, isRetryable: false, body: "Moved" });
    expect((error as OpenRouterDefaultError).message).toContain(location);
    expect((error as OpenRouterDefaultError).headers.get("location")).toBe(location);
    expect(attempts).toBe(1);
    expect(elsewhere.connections).toBe(0);
    // A POST that a redirect turns into a GET would be a second request, here or there.
    expect(server.requests.map(({ method }) => method)).toEqual(["POST"]);
  });

  test.each([301, 307])("%i within the same server is not followed either", async (status) => {
    await using server = await faultServer();
    server.script([(exchange) => exchange.send(status, "", { location: "/api/v1/chat/completions/" })]);
    const { error } = await callTo(clientOf(server.url), mode);
    expect((error as Error).message).toContain("/api/v1/chat/completions/");
  });

  test("one that names no place, or none that is valid, is told all the same", async () => {
    await using server = await faultServer();
    server.script([
      (exchange) => exchange.send(302, ""),
      (exchange) => exchange.send(302, "", { location: "http://[" }),
      (exchange) => exchange.send(304, ""),
    ]);
    const endings = [];
    for (let call = 0; call < 3; call += 1) endings.push((await callTo(clientOf(server.url), mode)).end);
    expect(endings).toEqual(["OpenRouterDefaultError 302", "OpenRouterDefaultError 302", "OpenRouterDefaultError 304"]);
  });

  test('fetchOptions.redirect: "follow" is refused by name, and nothing is sent', async () => {
    await using server = await faultServer();
    const { error, attempts } = await callTo(clientOf(server.url), mode, { fetchOptions: { redirect: "follow" } });
    expect(error).toSatisfy(InvalidRequestError.isInstance);
    expect((error as Error).message).toMatch(/fetchOptions\.redirect/);
    expect(attempts).toBe(0);
    expect(server.connections).toBe(0);
  });

  test('fetchOptions.redirect: "error" does not follow either', async () => {
    await using elsewhere = await faultServer();
    await using server = await faultServer();
    server.on((exchange) => exchange.send(307, "", { location: elsewhere.url }));
    expect(await callTo(clientOf(server.url), mode, { fetchOptions: { redirect: "error" } })).toMatchObject({
      end: "OpenRouterDefaultError 307",
      attempts: 1,
    });
    expect(elsewhere.connections).toBe(0);
  });

  test("a middleware that asks for redirects to be followed gets none", async () => {
    await using elsewhere = await faultServer();
    elsewhere.on(faults.completion);
    await using server = await faultServer();
    server.on((exchange) => exchange.send(307, "", { location: `${elsewhere.url}/chat/completions` }));
    const logging = {
      onRequest: ({ request }: { request: Request }) => new Request(request, { headers: request.headers }),
    };
    const ending = await callTo(clientOf(server.url, { middleware: [logging] }), mode);
    expect(ending).toMatchObject({ end: "OpenRouterDefaultError 307", attempts: 1 });
    expect(elsewhere.connections).toBe(0);
  });
});
