import * as fc from "fast-check";
import { missing, recordWithMissing } from "./missing-fields.ts";

/** Texts such as `<12>`, which in practice are unique in a run. */
const text = fc.integer({ min: 1, max: 2 ** 48 }).map((id) => `<${id}>`);
const anyText = fc.oneof({ weight: 3, arbitrary: text }, fc.constantFrom(missing, null, ""));
const anyIndex = fc.constantFrom<unknown>(missing, null, 0, 0, 1, 2, "0");
const anyName = fc.constantFrom<unknown>(missing, missing, null, "", "look", "look", "find");
const part = fc.oneof(
  text.map((words) => ({ type: "text", text: words })),
  text.map((words) => ({ type: "thinking", thinking: [{ type: "text", text: words }] })),
  text.map((words) => ({ type: "image_url", image_url: { url: words } })),
);
const anyContent = fc.oneof(anyText, anyText, fc.array(part, { maxLength: 3 }));
const anyArguments = fc.oneof(
  { weight: 3, arbitrary: anyText },
  text.map((words) => ({ a: words })),
);
const anyCall = recordWithMissing({
  index: anyIndex,
  id: fc.constantFrom<unknown>(missing, null, "", "call_a", "call_b", "call_c"),
  type: fc.constantFrom<unknown>(missing, null, "", "function"),
  function: fc.oneof(
    { weight: 6, arbitrary: recordWithMissing({ name: anyName, arguments: anyArguments }) },
    fc.constantFrom<unknown>(missing, null, {}),
  ),
});
const anyDetail = fc.oneof(
  ...["text", "summary", "data"].map((key) =>
    recordWithMissing({
      type: fc.constantFrom(key === "data" ? "reasoning.encrypted" : `reasoning.${key}`, "reasoning.unknown"),
      index: fc.constantFrom<unknown>(missing, null, 0, 1),
      id: fc.constantFrom<unknown>(missing, null, "", "rs_1", "rs_2"),
      [key]: anyText,
    }),
  ),
);
const anyDelta = recordWithMissing({
  role: fc.constantFrom<unknown>(missing, null, "", "assistant"),
  content: anyContent,
  reasoning: anyText,
  refusal: anyText,
  tool_calls: fc.oneof(
    fc.array(fc.oneof({ weight: 5, arbitrary: anyCall }, fc.constant(null)), { maxLength: 3 }),
    fc.constantFrom<unknown>(missing, null),
  ),
  function_call: fc.oneof(
    recordWithMissing({ name: anyName, arguments: anyArguments }),
    fc.constant(missing),
    fc.constant(missing),
  ),
  reasoning_details: fc.oneof(fc.array(anyDetail, { maxLength: 3 }), fc.constantFrom<unknown>(missing, null)),
});

/** Generates the `choices` of an event: a list of choices, or a value that servers send instead. */
export function anyChoices(): fc.Arbitrary<unknown> {
  const choice = recordWithMissing({
    index: fc.constantFrom<unknown>(missing, null, 0, 0, 1),
    finish_reason: fc.constantFrom<unknown>(missing, null, "", "stop"),
    delta: fc.oneof({ weight: 6, arbitrary: anyDelta }, fc.constantFrom<unknown>(missing, null, {})),
  });
  return fc.oneof({ weight: 9, arbitrary: fc.array(choice, { maxLength: 2 }) }, fc.constantFrom(null, [], [null]));
}
