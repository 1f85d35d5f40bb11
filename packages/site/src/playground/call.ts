import type { ChatCompletionCreateParams } from "@org/types";

/** What the form asks for. The key is not in it: nothing that shows or copies code ever sees it. */
export interface Call {
  /** With `stream: true` if the answer shall be streamed. */
  readonly request: ChatCompletionCreateParams;
  /** `undefined`: the service. */
  readonly serverURL: string | undefined;
  /** Whether the code is to send the key of the environment. */
  readonly hasKey: boolean;
  /** Which answer the mock server shall give, as its `Prefer` header has it. */
  readonly prefer: string | undefined;
  readonly maxRetries: number;
}

/** The SDK's default. */
export const defaultRetries = 2;
