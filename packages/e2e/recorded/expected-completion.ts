import type { ChatCompletion, ChatCompletionChunk } from "@org/sdk/models";

type Fields = Record<string, unknown>;

/**
 * Builds the completion of a recorded stream: it collects all values of a field, then joins them. The SDK joins chunk by
 * chunk; the implementation is separate on purpose, so that the results can differ. It supports what the recordings
 * need: one choice, and IDs in one piece.
 */
export function buildExpectedCompletion(chunks: readonly ChatCompletionChunk[]): ChatCompletion {
  const choices = chunks.flatMap((chunk) => chunk.choices);
  const deltas = choices.map(({ delta }) => delta);
  const joinTexts = (key: "content" | "reasoning" | "refusal"): string | null => {
    const texts = deltas.map((delta) => delta[key]).filter((text) => typeof text === "string");
    return texts.length === 0 ? null : texts.join("");
  };
  const joinLists = (key: "annotations" | "images" | "reasoning_details" | "tool_calls"): Fields[] | undefined => {
    const lists = deltas.map((delta) => delta[key]).filter((list) => list !== undefined);
    return lists.length === 0 ? undefined : (lists.flat() as unknown as Fields[]);
  };
  const calls =
    joinLists("tool_calls") && groupBy(joinLists("tool_calls") ?? [], ({ index }) => String(index)).map(joinToolCall);
  const details =
    joinLists("reasoning_details") &&
    groupBy(joinLists("reasoning_details") ?? [], ({ type, index }) => `${String(type)} ${String(index)}`).map(
      joinDetail,
    );
  const content = joinTexts("content");
  const { annotations, images } = { annotations: joinLists("annotations"), images: joinLists("images") };
  const message = {
    role: "assistant",
    content: calls && content === "" ? null : content,
    refusal: joinTexts("refusal"),
    reasoning: joinTexts("reasoning"),
    ...(details && { reasoning_details: details }),
    ...(calls && { tool_calls: calls }),
    ...(annotations && { annotations }),
    ...(images && { images }),
  };
  const { delta: _, ...choice } = mergeFields(choices as unknown as Fields[]);
  const { choices: __, error: ___, ...fields } = mergeFields(chunks as unknown as Fields[]);
  const completion = {
    ...fields,
    object: "chat.completion",
    choices: [{ native_finish_reason: null, logprobs: null, ...choice, message }],
  };
  return completion as unknown as ChatCompletion;
}

/** Returns the last non-null value of each field, or null. */
function mergeFields(objects: readonly Fields[]): Fields {
  const keys = new Set(objects.flatMap((each) => Object.keys(each)));
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      objects.map((each) => each[key]).findLast((value) => (value ?? null) !== null) ?? null,
    ]),
  );
}

function groupBy(items: readonly Fields[], getKey: (item: Fields) => string): Fields[][] {
  const keys = [...new Set(items.map(getKey))];
  return keys.map((key) => items.filter((item) => getKey(item) === key));
}

function joinToolCall(pieces: readonly Fields[], index: number): Fields {
  const functions = pieces.map((piece) => piece["function"] as Fields);
  return {
    ...mergeFields(pieces),
    index,
    function: { ...mergeFields(functions), ...joinStrings(functions, "arguments") },
  };
}

function joinDetail(pieces: readonly Fields[]): Fields {
  return {
    ...mergeFields(pieces),
    ...joinStrings(pieces, "text"),
    ...joinStrings(pieces, "summary"),
    ...joinStrings(pieces, "data"),
  };
}

function joinStrings(pieces: readonly Fields[], key: string): Fields {
  const texts = pieces.map((piece) => piece[key]).filter((text) => typeof text === "string");
  return texts.length === 0 ? {} : { [key]: texts.join("") };
}
