import type { Call } from "../call.ts";
import { curlCode } from "./curl-code.ts";
import { functionCode } from "./function-code.ts";
import { rawClientCode } from "./raw-client-code.ts";
import { sdkCode } from "./sdk-code.ts";
import { streamCode } from "./stream-code.ts";
import { toolsCode } from "./tools-code.ts";

/** The generators of code samples, in the order of their tabs. */
export const codeSamples = {
  sdk: { label: "SDK", language: "ts", code: sdkCode },
  function: { label: "chatComplete", language: "ts", code: functionCode },
  stream: { label: "chatStream", language: "ts", code: streamCode },
  tools: { label: "chatTools", language: "ts", code: toolsCode },
  raw: { label: "Raw client", language: "ts", code: rawClientCode },
  curl: { label: "curl", language: "sh", code: curlCode },
} as const satisfies Record<string, { label: string; language: "ts" | "sh"; code: (call: Call) => string }>;

export type SampleKind = keyof typeof codeSamples;

export function isSampleKind(name: string): name is SampleKind {
  return name in codeSamples;
}
