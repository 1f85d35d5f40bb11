import type { Call } from "../call.ts";
import { generateCurlCode } from "./curl-code.ts";
import { generateFunctionCode } from "./function-code.ts";
import { generateRawClientCode } from "./raw-client-code.ts";
import { generateSDKCode } from "./sdk-code.ts";
import { generateStreamCode } from "./stream-code.ts";
import { generateToolsCode } from "./tools-code.ts";

/** The generators of code samples, in the order of their tabs. */
export const codeSamples = {
  sdk: { label: "SDK", language: "ts", generate: generateSDKCode },
  function: { label: "chatComplete", language: "ts", generate: generateFunctionCode },
  stream: { label: "chatStream", language: "ts", generate: generateStreamCode },
  tools: { label: "chatTools", language: "ts", generate: generateToolsCode },
  raw: { label: "Raw client", language: "ts", generate: generateRawClientCode },
  curl: { label: "curl", language: "sh", generate: generateCurlCode },
} as const satisfies Record<string, { label: string; language: "ts" | "sh"; generate: (call: Call) => string }>;

export type SampleKind = keyof typeof codeSamples;

export function isSampleKind(name: string): name is SampleKind {
  return name in codeSamples;
}
