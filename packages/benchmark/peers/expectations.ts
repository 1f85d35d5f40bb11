/** The peers, by the names of their files in contestants/. */
export const peers = ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"] as const;

export type Peer = (typeof peers)[number];

/**
 * Which peers are known to get which case wrong, at the versions in package.json. A case that no peer fails proves
 * nothing, so each has one at least; remove a peer that has fixed a case.
 */
export const failing: Readonly<Record<string, readonly Peer[]>> = {
  "an error in a 200 comes back as a completion, or has no status": [
    "openai",
    "openrouter-sdk",
    "ai-sdk",
    "openapi-fetch",
  ],
  "a failed choice in a 200 comes back as a completion, or is not tried again": [
    "openai",
    "openrouter-sdk",
    "ai-sdk",
    "openapi-fetch",
  ],
  "error bodies of another shape lose the status, or their words": ["openrouter-sdk", "ai-sdk"],
  "a proxy's error loses its words, or shows its markup": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "a redirect turns the POST into a GET": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "a redirect carries the prompt to another server": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "console.error(error) prints the key": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],

  "a cut stream that looks complete": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "the last event without its blank line is lost": ["openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "an error in the middle of a stream is dropped, or has no status": ["openai", "openrouter-sdk", "openapi-fetch"],
  "a choice that fails in mid-stream ends as if it were whole": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "an event without choices ends the stream": ["openai", "openrouter-sdk", "ai-sdk"],
  "an aborted stream ends as if it were whole": ["openai"],
  "a stalled stream hangs for ever": ["openai"],

  "tool calls of other servers' streams are put together wrongly": ["openai", "ai-sdk"],
  "a list of content parts in a stream spoils the text": ["openai", "ai-sdk"],
  "empty strings at the end of a stream erase what is known": ["ai-sdk"],
  "tool arguments that are an object do not reach the tool": ["openai", "ai-sdk"],

  "a 429 is not tried again": ["openrouter-sdk", "openapi-fetch"],
  "Retry-After is cut, or slept for hours": ["openai", "openrouter-sdk", "ai-sdk"],
  "Retry-After: 0 for ever is a hot loop": ["openai", "ai-sdk"],
  "an abort during the wait is noticed only after it": ["openrouter-sdk"],
  "bodies of failed attempts are left unread": ["openrouter-sdk"],
  "a dead server is tried for an hour": ["openrouter-sdk"],
  "timeoutMs is ignored when a signal is given": ["openrouter-sdk", "openapi-fetch"],

  "good answers are rejected": ["openrouter-sdk"],
  "unknown fields of an answer are dropped": ["openrouter-sdk"],
  "unknown fields of a chunk are dropped": ["openrouter-sdk"],
  "unknown fields of a request never reach the wire": ["openrouter-sdk"],
  "an option with another client's name sends the prompt to the default host": ["openai", "openrouter-sdk", "ai-sdk"],
  "a function that promises a result rejects": ["openrouter-sdk"],
  "a loop that sends its history back does not compile": ["openrouter-sdk"],
};
