import { describe, expect, test } from "vitest";
import { ChatCompletionError, ResponseValidationError } from "../../src/models/errors.ts";
import { completion } from "../support/responses.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

const textResponse = (body: string, type = "application/json") =>
  new Response(body, { headers: { "content-type": type } });

const complete = (response: Response) =>
  observedClient({ retryConfig: noRetries, fetch: () => response }).client.chat.complete(question);

describe("an invalid 200 is a ResponseValidationError with its text", () => {
  test.each([
    "",
    " \n ",
    "{",
    "<!doctype html>",
    "OK",
    "{}",
    '{"choices":null}',
    '{"choices":{}}',
    "null",
    "[]",
    "12",
    '"x"',
    '[{"choices":[]}]',
  ])("%j", async (body) => {
    const error = await getRejection(complete(textResponse(body)));
    expect(ResponseValidationError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      statusCode: 200,
      rawText: body,
      isRetryable: false,
      contentType: "application/json",
    });
  });

  test("a 200 without a body is a ResponseValidationError", async () => {
    expect(await getRejection(complete(new Response(null, { status: 204 })))).toMatchObject({
      name: "ResponseValidationError",
      statusCode: 204,
      rawText: "",
    });
    expect(await getRejection(complete(new Response(null, { headers: { "content-length": "0" } })))).toMatchObject({
      name: "ResponseValidationError",
    });
  });
});

describe("a 200 with an error is a ChatCompletionError", () => {
  test.each<[unknown, number]>([
    [429, 429],
    ["429", 429],
    [400, 400],
    [599, 599],
    ["599", 599],
    [399, 500],
    [600, 500],
    [200, 500],
    [0, 500],
    [-429, 500],
    [429.5, 500],
    ["429.5", 500],
    ["server_error", 500],
    ["0x1f4", 500],
    ["+429", 500],
    [" 429", 500],
    [null, 500],
    [undefined, 500],
    [{}, 500],
  ])("an error with the code %j has the status %d", async (code, statusCode) => {
    const error = await getRejection(complete(Response.json({ error: { code, message: "x" } })));
    expect(ChatCompletionError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode, rawResponse: { status: 200 } });
  });

  test("an error with choices has them as partial", async () => {
    const error = await getRejection(complete(Response.json({ ...completion(), error: { code: 502, message: "x" } })));
    expect(error).toMatchObject({ statusCode: 502, partial: completion()["choices"] });
  });

  test.each([{ choices: null }, { choices: [] }, {}])("an error with %j has no partial", async (fields) => {
    expect(
      await getRejection(complete(Response.json({ ...fields, error: { code: 502, message: "x" } }))),
    ).toMatchObject({
      partial: undefined,
    });
  });

  test("an error in an array is a ChatCompletionError", async () => {
    const failure = await getRejection(complete(Response.json([{}, { error: { code: 429, message: "x" } }])));
    expect(failure).toMatchObject({ name: "ChatCompletionError", statusCode: 429, error: { message: "x" } });
  });

  test("an error after white space, or with another content type, is a ChatCompletionError", async () => {
    const body = `\n   \n${JSON.stringify({ error: { code: 429, message: "x" }, user_id: "user-1" })}`;
    expect(await getRejection(complete(textResponse(body, "text/plain")))).toMatchObject({
      name: "ChatCompletionError",
      statusCode: 429,
      userId: "user-1",
    });
  });
});
