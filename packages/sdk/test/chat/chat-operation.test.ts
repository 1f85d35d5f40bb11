import { describe, expect, test } from "vitest";
import { createChatOperation } from "../../src/chat/chat-operation.ts";
import { InvalidRequestError } from "../../src/models/errors.ts";

const messages = [{ role: "user", content: "Hi" }];
const create = (request: object) =>
  createChatOperation(request as Parameters<typeof createChatOperation>[0], undefined);

/** Creates a request whose prototype has these fields, like the accessors of a class. */
function inheritFrom(part: object): object {
  return Object.assign(Object.create(part) as object, { messages });
}

describe("createChatOperation", () => {
  test.each<[string, object, string]>([
    ["inherited messages", Object.create({ messages }) as object, "request.messages must be"],
    ["an inherited stream", inheritFrom({ stream: true }), "request.stream"],
    ["no messages", { model: "m" }, "request.messages must be an array"],
    ["messages of null", { messages: null }, "request.messages must be an array"],
    ["messages that are an object", { messages: { 0: messages[0], length: 1 } }, "request.messages must be an array"],
    ["messages that are a string", { messages: "Hi" }, "request.messages must be an array"],
    ["empty messages", { messages: [] }, "request.messages must be an array of at least one"],
    ["a stream that is a string", { messages, stream: "true" }, "request.stream must be true, false or null"],
    ["a stream that is 1", { messages, stream: 1 }, "request.stream must be true, false or null"],
  ])("rejects %s", (_, request, message) => {
    expect(() => create(request)).toThrow(InvalidRequestError);
    expect(() => create(request)).toThrow(message);
  });

  test.each([
    [undefined, "application/json"],
    [false, "application/json"],
    [null, "application/json"],
    [true, "text/event-stream, application/json"],
  ])("with stream: %s, accepts %s", (stream, accept) => {
    expect(create({ messages, stream })).toMatchObject({
      method: "POST",
      path: "/chat/completions",
      accept,
      body: JSON.stringify({ messages, stream }),
    });
  });
});
