import type { ChatCompletionCreateParams } from "@org/types";

/** A call as the form describes it. It does not contain the key, so that no code shown or copied can contain it. */
export interface Call {
  /** With `stream: true` for a stream. */
  readonly request: ChatCompletionCreateParams;
  /** `undefined` for the service. */
  readonly serverURL: string | undefined;
  /** Whether the code sends the key of the environment. */
  readonly hasKey: boolean;
  /** The value of the `Prefer` header, which selects the mock server's response. */
  readonly prefer: string | undefined;
  readonly maxRetries: number;
}

/** The default of the SDK. */
export const defaultRetries = 2;
