import type { ChatCompletion, ChatCompletionChunk } from "@org/sdk/models";

type Fields = Record<string, unknown>;

/**
 * The completion that a recorded stream amounts to: all values of a field gathered first, and joined at the end.
 * Deliberately nothing of the SDK's way, which joins chunk by chunk, so that the two can disagree. It knows as much as the
 * recordings need: one choice, ids that come at once.
 */
export function fold(chunks: readonly ChatCompletionChunk[]): ChatCompletion {
  const choices = chunks.flatMap((chunk) => chunk.choices);
  const deltas = choices.map(({ delta }) => delta);
  const texts = (key: "content" | "reasoning" | "refusal"): string | null => {
    const said = deltas.map((delta) => delta[key]).filter((text) => typeof text === "string");
    return said.length === 0 ? null : said.join("");
  };
  const lists = (key: "annotations" | "images" | "reasoning_details" | "tool_calls"): Fields[] | undefined => {
    const given = deltas.map((delta) => delta[key]).filter((list) => list !== undefined);
    return given.length === 0 ? undefined : (given.flat() as unknown as Fields[]);
  };
  const calls = lists("tool_calls") && groupsOf(lists("tool_calls") ?? [], ({ index }) => String(index)).map(callOf);
  const details =
    lists("reasoning_details") &&
    groupsOf(lists("reasoning_details") ?? [], ({ type, index }) => `${String(type)} ${String(index)}`).map(detailOf);
  const content = texts("content");
  const { annotations, images } = { annotations: lists("annotations"), images: lists("images") };
  const message = {
    role: "assistant",
    content: calls && content === "" ? null : content,
    refusal: texts("refusal"),
    reasoning: texts("reasoning"),
    ...(details && { reasoning_details: details }),
    ...(calls && { tool_calls: calls }),
    ...(annotations && { annotations }),
    ...(images && { images }),
  };
  const { delta: _, ...choice } = lastOf(choices as unknown as Fields[]);
  const { choices: __, error: ___, ...whole } = lastOf(chunks as unknown as Fields[]);
  const folded = {
    ...whole,
    object: "chat.completion",
    choices: [{ native_finish_reason: null, logprobs: null, ...choice, message }],
  };
  return folded as unknown as ChatCompletion;
}

/** Each field as it came last and was not null; null where it was never anything else. */
function lastOf(objects: readonly Fields[]): Fields {
  const keys = new Set(objects.flatMap((each) => Object.keys(each)));
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      objects.map((each) => each[key]).findLast((value) => (value ?? null) !== null) ?? null,
    ]),
  );
}

function groupsOf(items: readonly Fields[], keyOf: (item: Fields) => string): Fields[][] {
  const keys = [...new Set(items.map(keyOf))];
  return keys.map((key) => items.filter((item) => keyOf(item) === key));
}

function callOf(pieces: readonly Fields[], index: number): Fields {
  const functions = pieces.map((piece) => piece["function"] as Fields);
  return { ...lastOf(pieces), index, function: { ...lastOf(functions), ...joined(functions, "arguments") } };
}

function detailOf(pieces: readonly Fields[]): Fields {
  return { ...lastOf(pieces), ...joined(pieces, "text"), ...joined(pieces, "summary"), ...joined(pieces, "data") };
}

function joined(pieces: readonly Fields[], key: string): Fields {
  const texts = pieces.map((piece) => piece[key]).filter((text) => typeof text === "string");
  return texts.length === 0 ? {} : { [key]: texts.join("") };
}
