/**
 * Fields that a request must have, and fields that each recorded response has. The list is separate from the spec, so
 * that the spec can be checked against it. Labels are those of nested-values.ts; `*` is any role or type.
 */
export const requiredFields: readonly string[] = [
  "request.messages",
  "request.messages[*].role",
  "request.messages[system].content",
  "request.messages[developer].content",
  "request.messages[user].content",
  "request.messages[tool].content",
  "request.messages[tool].tool_call_id",
  "request.messages[*].content[*].type",
  "request.messages[*].content[text].text",
  "request.messages[*].content[image_url].image_url",
  "request.messages[*].content[image_url].image_url.url",
  "request.messages[*].content[input_audio].input_audio",
  "request.messages[*].content[input_audio].input_audio.data",
  "request.messages[*].content[input_audio].input_audio.format",
  "request.messages[*].content[file].file",
  "request.messages[*].content[video_url].video_url",
  "request.messages[*].content[video_url].video_url.url",
  "request.messages[*].content[*].cache_control.type",
  "request.messages[assistant].tool_calls[function].id",
  "request.messages[assistant].tool_calls[function].type",
  "request.messages[assistant].tool_calls[function].function",
  "request.messages[assistant].tool_calls[function].function.name",
  "request.messages[assistant].reasoning_details[*].type",
  "request.messages[assistant].reasoning_details[reasoning.summary].summary",
  "request.messages[assistant].reasoning_details[reasoning.encrypted].data",
  "request.tools[*].type",
  "request.tools[function].function",
  "request.tools[function].function.name",
  "request.tools[function].cache_control.type",
  "request.tools[openrouter:web_search].parameters.user_location.type",
  "request.tool_choice.type",
  "request.tool_choice.function",
  "request.tool_choice.function.name",
  "request.plugins[*].id",
  "request.response_format.type",
  "request.response_format.json_schema",
  "request.response_format.json_schema.name",
  ...["completion", "chunk"].flatMap((kind) =>
    ["id", "object", "created", "model", "provider", "choices", "choices[].index", "choices[].finish_reason"]
      .concat(["usage.prompt_tokens", "usage.completion_tokens", "usage.total_tokens"])
      .map((field) => `${kind}.${field}`),
  ),
  "completion.choices[].native_finish_reason",
  "completion.choices[].message",
  "completion.choices[].message.role",
  "completion.choices[].message.content",
  "completion.choices[].message.tool_calls[function].id",
  "completion.choices[].message.tool_calls[function].type",
  "completion.choices[].message.tool_calls[function].function",
  "completion.choices[].message.tool_calls[function].function.name",
  "chunk.choices[].delta",
  "chunk.choices[].delta.tool_calls[*].index",
  "chunk.choices[].delta.tool_calls[*].function",
  ...["completion.choices[].message", "chunk.choices[].delta"].flatMap((message) =>
    ["reasoning_details[*].type", "reasoning_details[reasoning.summary].summary"]
      .concat(["reasoning_details[reasoning.encrypted].data", "images[*].image_url", "images[*].image_url.url"])
      .concat(["annotations[*].type", "annotations[url_citation].url_citation", "annotations[file].file"])
      .concat(["annotations[url_citation].url_citation.url", "annotations[file].file.hash"])
      .map((field) => `${message}.${field}`),
  ),
  "error.error",
  "error.error.code",
  "error.error.message",
  "chunk.error.code",
  "chunk.error.message",
];

/** Returns the entry of `requiredFields` that matches a label. */
export function findRequiredField(label: string): string | undefined {
  return patterns.find(({ pattern }) => pattern.test(label))?.field;
}

const patterns = requiredFields.map((field) => {
  const literal = field.replaceAll(/[.[\]]/g, String.raw`\$&`);
  return { field, pattern: new RegExp(`^${literal.replaceAll("*", String.raw`[^\]]*`)}$`) };
});
