import type { CallOptions, OpenRouterCore, Result } from "@org/sdk";
import { APIError, OpenRouterDefaultError, type CallError } from "@org/sdk/models/errors";
import { describe, expect, test } from "vitest";
import { listOperations, type Json, type SpecOperation } from "../spec/document.ts";
import { listExamples, type SpecExample } from "../spec/examples.ts";
import { preferExample, useMock } from "./mock.ts";
import { getViolations } from "./violations.ts";

type UntypedResult = Result<unknown, CallError>;

/** A standalone function, for a test that takes its operations from the spec, and so does not know their types. */
type UntypedFunction = (core: OpenRouterCore, ...args: readonly unknown[]) => Promise<UntypedResult>;

/** Chat completions have tests of their own, with streams. */
const operations = listOperations().filter(({ sdkMethod }) => sdkMethod !== undefined && sdkMethod !== "chat.complete");

describe("the SDK's functions against the mock", () => {
  const mock = useMock();
  const call = async (operation: SpecOperation, request: readonly Json[], options: CallOptions = {}) => {
    const standalone = await importFunction(operation);
    return standalone(mock.sdk, ...request, options);
  };

  describe.each(operations)("$sdkMethod", (operation) => {
    const examples = listExamples(operation.id);
    const selectExamples = (status: RegExp, contentType: string) =>
      examples.filter((example) => status.test(example.status) && example.contentType === contentType);
    const requests = selectExamples(/^request$/, "application/json").map(({ name, value }) => {
      return { name, value: [...getParameters(operation), value] };
    });
    const fail = async (example: SpecExample) => {
      const result = await call(operation, getRequest(operation), { headers: preferExample(example) });
      if (result.ok) throw new Error("The call must fail");
      return result.error;
    };

    test.for([{ name: "with all parameters", value: getRequest(operation, true) }, ...requests])(
      "sends the request $name without violations of the spec",
      async ({ value }) => {
        const result = await call(operation, value);
        if (!result.ok) throw result.error;
        expect(getViolations(result.response.headers)).toEqual([]);
      },
    );

    test("is also a method of the client", async () => {
      const [namespace = "", name = ""] = operation.sdkMethod?.split(".") ?? [];
      const client = mock.sdk as unknown as Record<
        string,
        Record<string, (...request: readonly Json[]) => Promise<unknown>>
      >;
      const request = getRequest(operation);
      const result = await call(operation, request);
      expect(await client[namespace]?.[name]?.(...request)).toEqual(result.ok && result.value);
    });

    test.for(selectExamples(/^2/, "application/json"))("returns the example $name unchanged", async (example) => {
      const result = await call(operation, getRequest(operation), { headers: preferExample(example) });
      if (!result.ok) throw result.error;
      expect(getViolations(result.response.headers)).toEqual([]);
      expect(result.value).toEqual(example.value);
    });

    test.for(selectExamples(/^[45]/, "application/json"))("makes $status $name an APIError", async (example) => {
      const error = await fail(example);
      if (!APIError.isInstance(error)) throw error;
      expect(getViolations(error.headers)).toEqual([]);
      expect(error.name).toBe("APIError");
      expect(error.statusCode).toBe(Number(example.status));
      expect(JSON.parse(error.body)).toEqual(example.value);
      expect(error.error).toMatchObject((example.value as { error: object }).error);
    });

    test.for(selectExamples(/^[45]/, "text/html"))("makes $status $name an OpenRouterDefaultError", async (example) => {
      const error = await fail(example);
      if (!OpenRouterDefaultError.isInstance(error)) throw error;
      expect(getViolations(error.headers)).toEqual([]);
      expect(error.statusCode).toBe(Number(example.status.replace("XX", "18")));
      expect(error.body).toBe(example.value);
    });

    test("has an example of each documented status and content type", () => {
      const documented = [...operation.responses].flatMap(([status, content]) =>
        Object.keys(content).map((contentType) => `${status} ${contentType}`),
      );
      const shown = new Set(examples.map(({ status, contentType }) => `${status} ${contentType}`));
      expect([...shown].filter((each) => !each.startsWith("request")).toSorted()).toEqual(documented.toSorted());
      expect(documented.length).toBeGreaterThan(4);
    });
  });

  test("there is an operation for each kind of request: parameters, a body, and none", () => {
    expect(operations.filter(({ parameters }) => parameters.length > 0)).not.toEqual([]);
    expect(operations.filter(({ request }) => Object.keys(request).length > 0)).not.toEqual([]);
    expect(operations.filter((operation) => getRequest(operation, true).length === 0)).not.toEqual([]);
  });
});

async function importFunction({ sdkMethod = "" }: SpecOperation): Promise<UntypedFunction> {
  const name = sdkMethod.replace(/\.(.)/, (_, letter: string) => letter.toUpperCase());
  const module = (await import(/* @vite-ignore */ `@org/sdk/funcs/${name}.js`)) as Record<string, UntypedFunction>;
  const standalone = module[name];
  if (standalone === undefined) throw new Error(`@org/sdk/funcs/${name}.js must export ${name}`);
  return standalone;
}

/** Returns the arguments of a call before its options: the parameters and the first example of the body. */
function getRequest(operation: SpecOperation, isAll = false): Json[] {
  const body = listExamples(operation.id).find(({ status }) => status === "request");
  return [...getParameters(operation, isAll), ...(body === undefined ? [] : [body.value])];
}

/** Returns the examples of the parameters, the required ones or all, as one argument; none if it has no parameters. */
function getParameters({ parameters }: SpecOperation, isAll = false): Json[] {
  const inURL = parameters.filter((parameter) => parameter.in === "path" || parameter.in === "query");
  if (inURL.length === 0) return [];
  const sent = inURL.filter(({ required }) => required === true || isAll);
  return [Object.fromEntries(sent.map(({ name, example = null }) => [name, example]))];
}
