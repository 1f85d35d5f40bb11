/*
 * The bodies of the API's responses, with as few fields as the service sends. They are plain objects, so that the
 * server does not depend on the types that the tests check.
 */
const common = {
  id: "gen-1760000000-AbCdEfGhIjKlMnOpQrSt",
  provider: "Fault Server",
  model: "test/model-1",
  created: 1_760_000_000,
};

const usage = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13, cost: 0.000_05 };

/** The text of the valid responses. */
export const greeting = "Hello, world. Grüße, 世界 🌍";

/** Returns a completion with this content. */
export function completion(content: string = greeting): Record<string, unknown> {
  const message = { role: "assistant", content, refusal: null, reasoning: null };
  const choice = {
    index: 0,
    message,
    finish_reason: "stop",
    native_finish_reason: "stop",
    logprobs: null,
  };
  return {
    ...common,
    object: "chat.completion",
    choices: [choice],
    system_fingerprint: null,
    usage,
  };
}

/** Returns a chunk of a stream whose delta has this content. `extra` adds fields next to `choices`. */
export function chunk(
  content: string,
  finishReason: string | null = null,
  extra: Record<string, unknown> = {},
): Record<string, unknown> {
  const delta = { role: "assistant", content };
  const choice = {
    index: 0,
    delta,
    finish_reason: finishReason,
    native_finish_reason: finishReason,
  };
  return { ...common, object: "chat.completion.chunk", choices: [choice], ...extra };
}

/** Returns the chunks of a complete stream with this content, one word per chunk. */
export function chunks(content: string = greeting): Record<string, unknown>[] {
  const words = content.split(/(?<= )/);
  return [...words.map((word) => chunk(word)), chunk("", "stop"), chunk("", "stop", { usage })];
}

/** Returns an error of the API, as a body or the data of an event. */
export function errorBody(
  code: number | string | null,
  message: string,
  metadata?: Record<string, unknown>,
): Record<string, unknown> {
  return { error: { code, message, ...(metadata && { metadata }) } };
}
