/** The peers by the names of their files in clients/. */
export const peers = ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"] as const;

export type Peer = (typeof peers)[number];

/**
 * The peers that fail each case, at the versions in package.json. Every case needs at least one: a case that no peer
 * fails may not test anything. Remove a peer that has fixed a case.
 */
export const failing: Readonly<Record<string, readonly Peer[]>> = {
  "an error in a 200 response is returned as a completion, or lacks its status": [
    "openai",
    "openrouter-sdk",
    "ai-sdk",
    "openapi-fetch",
  ],
  "a failed choice in a 200 response is returned as a completion, or is not retried": [
    "openai",
    "openrouter-sdk",
    "ai-sdk",
    "openapi-fetch",
  ],
  "an error body of an unusual shape loses its status or message": ["openrouter-sdk", "ai-sdk"],
  "a proxy's error response loses its message, or shows its HTML": [
    "openai",
    "openrouter-sdk",
    "ai-sdk",
    "openapi-fetch",
  ],
  "a redirect turns the POST into a GET": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "a redirect sends the prompt to another server": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "console.error(error) prints the API key": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],

  "a truncated stream looks complete": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "a last event without a blank line is dropped": ["openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "an error in a stream is dropped, or lacks its status": ["openai", "openrouter-sdk", "openapi-fetch"],
  "a stream with a failed choice looks complete": ["openai", "openrouter-sdk", "ai-sdk", "openapi-fetch"],
  "an event without choices ends the stream": ["openai", "openrouter-sdk", "ai-sdk"],
  "an aborted stream looks complete": ["openai"],
  "a stalled stream never ends": ["openai"],

  "tool calls in streams of other servers are accumulated incorrectly": ["openai", "ai-sdk"],
  "a list of content parts in a stream corrupts the text": ["openai", "ai-sdk"],
  "empty strings at the end of a stream overwrite earlier values": ["ai-sdk"],
  "tool arguments sent as an object do not reach the tool": ["openai", "ai-sdk"],

  "a 429 is not retried": ["openrouter-sdk", "openapi-fetch"],
  "a Retry-After of an hour is shortened, or waited for": ["openai", "openrouter-sdk", "ai-sdk"],
  "a server that always sends Retry-After: 0 is retried without a delay": ["openai", "ai-sdk"],
  "an abort between attempts takes effect only after the delay": ["openrouter-sdk"],
  "bodies of failed attempts are left unread": ["openrouter-sdk"],
  "a server that resets connections is retried for an hour": ["openrouter-sdk"],
  "a timeout is ignored when a signal is passed": ["openrouter-sdk", "openapi-fetch"],

  "valid responses are rejected": ["openrouter-sdk"],
  "unknown fields of a completion are dropped": ["openrouter-sdk"],
  "unknown fields of a chunk are dropped": ["openrouter-sdk"],
  "unknown fields of a request are not sent": ["openrouter-sdk"],
  "an option named as in another client sends the prompt to the default host": ["openai", "openrouter-sdk", "ai-sdk"],
  "a function that returns a result rejects": ["openrouter-sdk"],
  "a program that sends its history back does not compile": ["openrouter-sdk"],
};
