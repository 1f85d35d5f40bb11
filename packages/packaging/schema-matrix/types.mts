import { OpenRouter } from "@org/sdk";
import { chatParse } from "@org/sdk/funcs/chatParse.js";
import { tool } from "@org/sdk/funcs/chatTools.js";
import * as valibot from "valibot";
import { z as zod325 } from "zod-3.25";
import { z as zod323 } from "zod-3.23";
import * as zod41 from "zod-4.1";
import * as zodMini from "zod/mini";
import { accepted } from "./libraries.mts";

const openRouter = new OpenRouter();
const request = { messages: [{ role: "user", content: "Which city?" }] } as const;

/** Each supported library infers the type of the output. */
export async function parseOutputs(): Promise<string[]> {
  const results = await Promise.all([
    chatParse(openRouter, request, accepted["zod 4.2"]),
    chatParse(openRouter, request, accepted["zod 4.2 with an id"]),
    chatParse(openRouter, request, accepted["zod 4.6"]),
    chatParse(openRouter, request, accepted["zod 4.6 with an id"]),
    chatParse(openRouter, request, accepted["z.toJSONSchema of zod 4.6"]),
    chatParse(openRouter, request, accepted["zod/mini 4.6 in z.toJSONSchema"]),
    chatParse(openRouter, request, accepted["valibot 1.5 in toStandardJsonSchema"]),
    chatParse(openRouter, request, accepted["arktype 2.1.28"]),
    chatParse(openRouter, request, accepted["arktype 2.2"]),
  ]);
  return results.map((result) => (result.ok ? result.value.parsed.city : ""));
}

function execute(): string {
  return "";
}

/** Schemas of other libraries are type errors. */
export function reportTypeErrors(): void {
  // @ts-expect-error: zod 3.23 does not provide JSON Schema
  tool({ name: "f", parameters: zod323.object({ city: zod323.string() }), execute });
  // @ts-expect-error: zod 3.25 does not provide JSON Schema
  tool({ name: "f", parameters: zod325.object({ city: zod325.string() }), execute });
  // @ts-expect-error: zod 4.1 does not provide JSON Schema
  tool({ name: "f", parameters: zod41.object({ city: zod41.string() }), execute });
  // @ts-expect-error: zod/mini does not provide JSON Schema
  tool({ name: "f", parameters: zodMini.object({ city: zodMini.string() }), execute });
  // @ts-expect-error: valibot needs its helper
  tool({ name: "f", parameters: valibot.object({ city: valibot.string() }), execute });
}
