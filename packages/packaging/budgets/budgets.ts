import type { Bundler } from "./bundle.ts";
import type { Compiler } from "./compiler.ts";

/** What one thing may cost. */
export interface Budget {
  /** Today's value and about one percent. Raising it takes a sentence of explanation in the same commit. */
  readonly ceiling: number;
  /** Where it should be. Met when the ceiling is no higher. */
  readonly goal: number;
}

export type Program =
  | "function-completion"
  | "function-stream"
  | "class-completion"
  | "class-stream"
  | "to-assistant-message"
  | "chat-stream"
  | "chat-parse"
  | "chat-tools"
  | "relay-server"
  | "relay-reader"
  | "testing";

/** Bytes of a program of programs/ and all that it imports, minified and compressed. */
export const bundles: Record<Program, Record<Bundler, Budget>> = {
  "function-completion": {
    esbuild: { ceiling: 14_440, goal: 9_000 },
    rolldown: { ceiling: 14_000, goal: 9_000 },
  },
  "function-stream": {
    esbuild: { ceiling: 14_450, goal: 9_000 },
    rolldown: { ceiling: 14_010, goal: 9_000 },
  },
  "class-completion": {
    esbuild: { ceiling: 14_500, goal: 9_500 },
    rolldown: { ceiling: 14_060, goal: 9_500 },
  },
  "class-stream": {
    esbuild: { ceiling: 14_500, goal: 9_500 },
    rolldown: { ceiling: 14_070, goal: 9_500 },
  },
  // The functions beyond the call: what the call costs, and theirs.
  "to-assistant-message": {
    esbuild: { ceiling: 14_820, goal: 9_300 },
    rolldown: { ceiling: 14_350, goal: 9_300 },
  },
  // With the streams of other servers: content as lists, calls by name, messages in place of deltas.
  "chat-stream": {
    esbuild: { ceiling: 17_330, goal: 11_000 },
    rolldown: { ceiling: 16_780, goal: 11_000 },
  },
  "chat-parse": {
    esbuild: { ceiling: 17_250, goal: 10_300 },
    rolldown: { ceiling: 16_700, goal: 10_300 },
  },
  "chat-tools": {
    esbuild: { ceiling: 21_320, goal: 13_600 },
    rolldown: { ceiling: 20_670, goal: 13_600 },
  },
  "relay-server": {
    esbuild: { ceiling: 15_600, goal: 10_500 },
    rolldown: { ceiling: 15_110, goal: 10_500 },
  },
  // What a page loads that calls no API itself.
  "relay-reader": {
    esbuild: { ceiling: 8_900, goal: 6_500 },
    rolldown: { ceiling: 8_550, goal: 6_500 },
  },
  // The builders and a mock of fetch, for tests in a browser.
  testing: {
    esbuild: { ceiling: 3_230, goal: 2_500 },
    rolldown: { ceiling: 3_130, goal: 2_500 },
  },
};

/** Files read by the import of an entry, or of those that go together. */
export const modules: Record<string, Budget & { readonly entries: readonly string[] }> = {
  function: { entries: ["@org/sdk/core.js", "@org/sdk/funcs/chatComplete.js"], ceiling: 5, goal: 20 },
  class: { entries: ["@org/sdk"], ceiling: 7, goal: 20 },
};

/** What an installation takes. */
export const installation = {
  packages: { ceiling: 5, goal: 6 },
  /**
   * Bytes of our three packages, unpacked. The doc comments have `@param`, `@returns` and `@throws`: 4 kB. The types of
   * the eight operations next to the chat completion, which no bundle contains: 82 kB.
   */
  ours: { ceiling: 466_000, goal: 350_000 },
  /** Bytes of all packages, unpacked. */
  all: { ceiling: 724_000, goal: 607_000 },
} satisfies Record<string, Budget>;

/** Types made from generic ones for a program with a call and a stream, beyond those of one without us. */
export const types: Record<Compiler, Budget> = {
  "TypeScript 7": { ceiling: 21, goal: 200 },
  "TypeScript 5.9": { ceiling: 21, goal: 200 },
};

/**
 * What the bundle of the function must not hold, each with where it would come from. The pattern is looked for in the
 * bundle before it is minified, without its comments.
 */
export const strangers: readonly (readonly [pattern: RegExp, from: string])[] = [
  [/\b(?:Chat|OpenRouter) ?= ?class\b|\bclass (?:Chat|OpenRouter)\b/, "the client with its methods"],
  [/\bwithResponse\b/, "the promise of the methods"],
  [/["']node:/, "a module of Node's"],
  [/\brequire\(|\bimport\(/, "a module loaded later"],
  [/\bBuffer\b|\bsetImmediate\b|\b__dirname\b/, "Node's globals, where browsers have none"],
  [/\b(?:eval|Function)\(/, "code made from text, which content security policies refuse"],
  [/\bTransformStream\b|\bTextDecoderStream\b|\bpipeThrough\b/, "streams that cost more than JSON.parse"],
  [/\bAbortSignal\.(?:any|timeout)\b/, "signals that cost a tenth of a call, and keep others alive"],
  [/\bzod\b|\bajv\b/i, "checks of whole answers"],
  [/\bEnvHttpProxyAgent\b|["']undici["']/, "the fetch for Node"],
  [/CompletionDraft|ToolsLoop|jsonSchemaOf|toAssistantMessage/, "functions beyond the call"],
  [/\bopenai\b|\baxios\b|\beventsource-parser\b/i, "other clients"],
  [/\bcore-js\b|\bregeneratorRuntime\b|\b__(?:awaiter|generator|spread\w*|classPrivate\w*)\b/, "code for old runtimes"],
  [/\bcreatePathBasedClient\b|\bwrapAsPathBasedClient\b/, "parts of openapi-fetch that nobody asked for"],
];
