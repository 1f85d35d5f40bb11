/*
 * The shapes of the API's answers, as small as they occur in practice. Plain objects on purpose: what the
 * server says does not depend on the types that the tests check.
 */
const common = {
  id: "gen-1760000000-AbCdEfGhIjKlMnOpQrSt",
  provider: "Fault Server",
  model: "test/model-1",
  created: 1_760_000_000,
};

const usage = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13, cost: 0.000_05 };

/** What the good answers say. */
export const greeting = "Hello, world. Grüße, 世界 🌍";

/** A whole completion that says `content`. */
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

/** One chunk of a stream that adds `content`; extra fields go to its top level. */
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

/** The chunks of a whole stream that says `content`, a word at a time. */
export function chunks(content: string = greeting): Record<string, unknown>[] {
  const words = content.split(/(?<= )/);
  return [...words.map((word) => chunk(word)), chunk("", "stop"), chunk("", "stop", { usage })];
}

/** An error as the API says it, in a body or in an event. */
export function errorBody(
  code: number | string | null,
  message: string,
  metadata?: Record<string, unknown>,
): Record<string, unknown> {
  return { error: { code, message, ...(metadata && { metadata }) } };
}
