import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isObject, type Json } from "../spec/document.ts";
import { parseEventData } from "../spec/event-data.ts";

/** A recorded request and its response. */
export interface Exchange {
  /** Name of the file without its extension. */
  readonly name: string;
  readonly request: { readonly body: Json };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** The raw text: JSON, possibly after white space, or server-sent events. */
    readonly body: string;
  };
}

/** A JSON document of an exchange, and the component of the spec that describes it. */
export interface ExchangePart {
  readonly kind: "request" | "completion" | "chunk" | "error";
  readonly component: string;
  readonly value: Json;
}

/** Whether the exchanges come from `RECORDED_DIR`; otherwise they are the fixtures of this package. */
export const isRecorded = Boolean(process.env["RECORDED_DIR"]);

export function loadExchanges(): readonly Exchange[] {
  const folder = process.env["RECORDED_DIR"] || fileURLToPath(new URL("fixtures", import.meta.url));
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.toSorted().map((file) => {
    const { request, response } = JSON.parse(readFileSync(join(folder, file), "utf8"));
    return { name: file.slice(0, -".json".length), request, response };
  });
}

/** Returns the request and each document of the response: one, or the chunks of a stream. */
export function getParts({ request, response }: Exchange): readonly ExchangePart[] {
  const requestPart: ExchangePart = { kind: "request", component: "ChatCompletionCreateParams", value: request.body };
  const isStream = response.headers["content-type"]?.startsWith("text/event-stream");
  return [requestPart].concat(
    isStream ? parseChunks(response.body) : [createBodyPart(response.status, JSON.parse(response.body))],
  );
}

function parseChunks(stream: string): ExchangePart[] {
  return parseEventData(stream)
    .filter((data) => data !== "[DONE]")
    .map((data) => ({ kind: "chunk", component: "ChatCompletionChunk", value: JSON.parse(data) }));
}

/** An error may have the status 200, when the provider fails after the status was sent. */
function createBodyPart(status: number, value: Json): ExchangePart {
  const isError = status !== 200 || (isObject(value) && "error" in value && !("choices" in value));
  return isError
    ? { kind: "error", component: "ErrorResponse", value }
    : { kind: "completion", component: "ChatCompletion", value };
}
