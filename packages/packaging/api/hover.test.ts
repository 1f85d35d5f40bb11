import { fileURLToPath } from "node:url";
import { getHoverText } from "@org/scripts/hover-text.ts";
import { expect, test } from "vitest";

const file = fileURLToPath(new URL("../hover.ts", import.meta.url));
const setup = 'import { OpenRouter, type Chat } from "@org/sdk";\nconst openRouter = new OpenRouter();\n';

// `openRouter.chat.` completes to one method only, so its text must name the functions that build on it.
test.each([
  ["a client's chat", `${setup}openRouter.chat`],
  ["its call", `${setup}openRouter.chat.complete`],
  ["the class of a client's chat", `${setup}declare const chat: Chat`],
])("an editor shows the import paths of the other chat functions for %s", (_, code) => {
  expect(getHoverText(file, code).match(/^@see .*/gm)).toEqual([
    "@see `chatStream` of `@org/sdk/funcs/chatStream.js`: a stream that also builds the final completion.",
    "@see `chatTools` of `@org/sdk/funcs/chatTools.js`: runs the tools that the model calls.",
    "@see `chatParse` of `@org/sdk/funcs/chatParse.js`: structured output, validated by a schema.",
  ]);
});

test("an editor names the other chat functions for the class of the client", () => {
  expect(getHoverText(file, 'import { OpenRouter } from "@org/sdk";\nOpenRouter')).toMatch(
    /^@see `chatStream`, `chatTools` and `chatParse` of `@org\/sdk\/funcs\/…`/m,
  );
});
