import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import { ChatCompletionError } from "../errors/api-error.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { Attempt, Operation } from "../request/operation.ts";
import { serializeRequest } from "../request/serialize.ts";
import { getTypeName } from "../utils/is-record.ts";
import { readText } from "../response/read-body.ts";
import type { EventStream } from "../stream/event-stream.ts";
import { openEventStream } from "./chunk-reader.ts";
import { parseCompletion } from "./parse-completion.ts";

type ChatOperation = Operation<ChatCompletion | EventStream<ChatCompletionChunk>, ChatCompletionError>;

/**
 * Creates the operation of one chat call.
 *
 * @throws {@link InvalidRequestError} when the request is invalid.
 */
export function createChatOperation(
  request: ChatCompletionCreateParams,
  extraBody: Readonly<Record<string, unknown>> | undefined,
): ChatOperation {
  const body = serializeRequest(request, extraBody, assertChatRequest);
  const isStreaming = request.stream === true;
  return {
    method: "POST",
    path: "/chat/completions",
    body,
    accept: `${isStreaming ? "text/event-stream, " : ""}application/json`,
    ErrorClass: ChatCompletionError,
    read: isStreaming ? openEventStream : readCompletion,
  };
}

async function readCompletion(
  response: Response,
  { timer, getErrors }: Attempt<ChatCompletionError>,
): Promise<ChatCompletion> {
  let text: string;
  try {
    text = await readText(response, timer);
  } catch (thrown) {
    throw getErrors().createTruncated(thrown);
  }
  return parseCompletion(getErrors, text);
}

function assertChatRequest(request: Readonly<Record<string, unknown>>): void {
  const { messages, stream } = request;
  // JSON.stringify skips inherited properties, so they would not be sent.
  const inherited = ["messages", "stream"].find((key) => key in request && !Object.hasOwn(request, key));
  if (inherited && typeof request["toJSON"] !== "function") {
    throw new InvalidRequestError(`request.${inherited} must be the request's own property`);
  }
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new InvalidRequestError("request.messages must be an array of at least one message");
  }
  if (stream !== undefined && stream !== null && typeof stream !== "boolean") {
    throw new InvalidRequestError(`request.stream must be true, false or null, not ${getTypeName(stream)}`);
  }
}
