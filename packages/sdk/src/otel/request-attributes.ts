import type { Attributes } from "@opentelemetry/api";
import { isRecord, toText } from "../utils/is-record.ts";
import { setAttribute } from "./attributes.ts";
import { semanticConventions } from "./semantic-conventions.ts";

const { attributes, provider } = semanticConventions;

/** The JSON of a request body. */
export type RequestBody = Readonly<Record<string, unknown>>;

/** The parameters that are numbers: field of the request, attribute. The last one that is set counts. */
const numbers = [
  ["temperature", attributes.temperature],
  ["top_p", attributes.topP],
  ["top_k", attributes.topK],
  ["max_tokens", attributes.maxTokens],
  ["max_completion_tokens", attributes.maxTokens],
  ["seed", attributes.seed],
  ["frequency_penalty", attributes.frequencyPenalty],
  ["presence_penalty", attributes.presencePenalty],
  ["dimensions", attributes.dimensions],
] as const;

/** Returns the attributes that the span and the metrics of a call of a model have in common. */
export function getCommonAttributes(operation: string, request: RequestBody, server: Attributes): Attributes {
  const common: Attributes = { [attributes.operation]: operation, [attributes.provider]: provider, ...server };
  setAttribute(common, attributes.requestModel, toText(request["model"]));
  return common;
}

/** Sets the attributes of the parameters of a request. They contain neither messages nor inputs. */
export function setRequestAttributes(target: Attributes, request: RequestBody): void {
  const { n, stop, encoding_format: format } = request;
  for (const [field, name] of numbers) {
    const value = request[field];
    if (typeof value === "number") target[name] = value;
  }
  if (typeof n === "number" && n !== 1) target[attributes.choiceCount] = n;
  if (stop !== undefined && stop !== null) target[attributes.stopSequences] = [stop].flat().map(String);
  if (typeof format === "string") target[attributes.encodingFormats] = [format];
  if (request["stream"] === true) target[attributes.stream] = true;
  setAttribute(target, attributes.outputType, getOutputType(request["response_format"]));
  setAttribute(target, attributes.conversationId, toText(request["session_id"]));
}

/** Returns the attributes of the server, from the base URL of the API. */
export function getServerAttributes(serverURL: string): Attributes {
  const { hostname, port, protocol } = new URL(serverURL);
  return {
    [attributes.serverAddress]: hostname,
    [attributes.serverPort]: port === "" ? (protocol === "http:" ? 80 : 443) : Number(port),
  };
}

function getOutputType(format: unknown): string | undefined {
  const type = isRecord(format) ? toText(format["type"]) : undefined;
  return type?.startsWith("json") ? "json" : type;
}
