import type { ChatCompletionCreateParams } from "@org/types";
import { describe, expect, test } from "vitest";
import { listOperations, type Json, type SpecOperation } from "../spec/document.ts";
import { listExamples, type SpecExample } from "../spec/examples.ts";
import { preferExample, useMock } from "./mock.ts";
import { getViolations } from "./violations.ts";

const hello: ChatCompletionCreateParams = { messages: [{ role: "user", content: "Hello" }] };

interface Init {
  readonly params?: { readonly path: Record<string, Json>; readonly query: Record<string, Json> };
  readonly body?: Json;
  readonly headers?: Record<string, string>;
  readonly parseAs?: "text";
  readonly middleware?: readonly { onRequest(options: { request: Request }): undefined }[];
}

/** `client.request` for a test that takes its operations from the spec, and so does not know their types. */
type UntypedCall = (
  method: string,
  path: string,
  init: Init,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

describe("the raw client against the mock", () => {
  const mock = useMock();
  const call = ({ method, path }: SpecOperation, init: Init) =>
    (mock.raw.request as unknown as UntypedCall)(method, path, init);

  describe.each(listOperations())("$id", (operation) => {
    const examples = listExamples(operation.id);
    const selectExamples = (status: RegExp, contentType: string) =>
      examples.filter((example) => status.test(example.status) && example.contentType === contentType);
    const requests = selectExamples(/^request$/, "application/json");
    const success = Number([...operation.responses.keys()].find((status) => status.startsWith("2")));
    /** The smallest request that the spec accepts. */
    const required: Init = {
      params: { path: getExampleParameters(operation, "path"), query: getExampleParameters(operation, "query", true) },
      ...(requests[0] && { body: requests[0].value }),
    };
    const ask = (example: SpecExample) => call(operation, { ...required, headers: preferExample(example) });

    test.for(requests)("sends the request example $name as the spec wants it", async ({ value }) => {
      const { response } = await call(operation, { ...required, body: value, parseAs: "text" });
      expect(response.status).toBe(success);
      expect(getViolations(response.headers)).toEqual([]);
    });

    test("sends the examples of all parameters as the spec serializes them", async () => {
      const params = { path: getExampleParameters(operation, "path"), query: getExampleParameters(operation, "query") };
      const urls: URL[] = [];
      const onRequest = ({ request }: { request: Request }): undefined => void urls.push(new URL(request.url));
      const { response } = await call(operation, { ...required, params, middleware: [{ onRequest }] });
      expect(response.status).toBe(success);
      expect(getViolations(response.headers)).toEqual([]);
      const [url] = urls;
      expect(decodeURIComponent(url?.pathname ?? "")).toBe(
        operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params.path[name])),
      );
      expect([...(url?.searchParams ?? [])]).toEqual(serializeQuery(operation));
    });

    test.for(selectExamples(/^2/, "application/json"))("returns the example $name", async (example) => {
      const { data, error, response } = await ask(example);
      expect(getViolations(response.headers)).toEqual([]);
      expect(error).toBeUndefined();
      expect(data).toEqual(example.value);
    });

    test.for(selectExamples(/^[45]/, "application/json"))("returns $status $name as error", async (example) => {
      const { data, error, response } = await ask(example);
      expect(response.status).toBe(Number(example.status));
      expect(getViolations(response.headers)).toEqual([]);
      expect(data).toBeUndefined();
      expect(error).toEqual(example.value);
    });

    test.for(selectExamples(/^[45]/, "text/html"))(
      "returns the HTML page of $status $name as error",
      async (example) => {
        const { error, response } = await ask(example);
        expect(response.status).toBe(Number(example.status.replace("XX", "18")));
        expect(getViolations(response.headers)).toEqual([]);
        expect(error).toBe(example.value);
      },
    );
  });

  const chat = listExamples("createChatCompletion").filter(({ status }) => status === "200");

  test.for(chat.filter(({ contentType }) => contentType === "application/json"))(
    "types the completion $name",
    async (example) => {
      const { data } = await mock.raw.POST("/chat/completions", { body: hello, headers: preferExample(example) });
      expect(data?.choices).toEqual((example.value as { choices: unknown }).choices);
    },
  );

  test.for(chat.filter(({ contentType }) => contentType === "text/event-stream"))(
    "returns the stream $name as text",
    async (example) => {
      const { data, response } = await mock.raw.POST("/chat/completions", {
        body: { ...hello, stream: true },
        headers: preferExample(example),
        parseAs: "text",
      });
      expect(response.headers.get("content-type")).toContain("text/event-stream");
      expect(getViolations(response.headers)).toEqual([]);
      // The mock drops the line breaks at the end.
      expect(data?.trimEnd()).toBe(String(example.value).trimEnd());
    },
  );

  test("the mock reports a request that violates the spec", async () => {
    const body = { messages: [{ role: "user", content: 5 }] } as unknown as ChatCompletionCreateParams;
    const { response } = await mock.raw.POST("/chat/completions", { body });
    expect(response.ok).toBe(false);
    expect(getViolations(response.headers, "request").join("\n")).toContain("request.body.messages");
  });

  test("a parameter that breaks the spec is caught", async () => {
    const query = { zdr: "false" as "true" };
    const { response } = await mock.raw.GET("/models", { params: { query } });
    expect(response.ok).toBe(false);
    expect(getViolations(response.headers, "request").join("\n")).toContain("request.query.zdr");
  });
});

/** Returns the examples of the parameters in a location, by name. */
function getExampleParameters(
  { parameters }: SpecOperation,
  location: "path" | "query",
  isRequiredOnly = false,
): Record<string, Json> {
  return Object.fromEntries(
    parameters
      .filter((parameter) => parameter.in === location && (parameter.required === true || !isRequiredOnly))
      .map(({ name, example = null }) => [name, example]),
  );
}

/** Returns the query that OpenAPI prescribes for the examples: a list is one value if it is not exploded. */
function serializeQuery({ parameters }: SpecOperation): [name: string, value: string][] {
  return parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap(({ name, example = null, explode = true }) => {
      const values = Array.isArray(example) ? example.map(String) : [String(example)];
      return (explode ? values : [values.join(",")]).map((value): [string, string] => [name, value]);
    });
}
