import { readFileSync } from "node:fs";
import type { Bundler } from "./bundle.ts";
import type { Compiler } from "./compiler.ts";

/** The limit of one measured value. */
export interface Budget {
  /** The current value plus about one percent. A commit that raises it gives the reason. */
  readonly ceiling: number;
  /** The value to aim for. It is met when the ceiling does not exceed it. */
  readonly goal: number;
}

const spec = readFileSync(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8");

/**
 * The number of operations that the client has as methods. The client and the packages contain all of them, so their
 * ceilings grow with it. The bundle of a function contains one operation, and its ceiling does not.
 */
const operations = (spec.match(/^ +x-sdk-method: /gm) ?? []).length;

/** A program in programs/, without `.ts`. */
export type Program =
  | "function-completion"
  | "function-stream"
  | "class-completion"
  | "class-stream"
  | "to-assistant-message"
  | "chat-stream"
  | "chat-parse"
  | "chat-tools"
  | "models-list"
  | "models-get"
  | "models-endpoints"
  | "generations-get"
  | "embeddings-create"
  | "api-keys-current"
  | "credits-get"
  | "providers-list"
  | "observer"
  | "budget"
  | "otel"
  | "relay-server"
  | "relay-reader"
  | "testing";

/** Bytes of a program with everything it imports, minified and compressed. */
export const bundleSizes: Record<Program, Record<Bundler, Budget>> = {
  "function-completion": {
    esbuild: { ceiling: 12_550, goal: 9_000 },
    rolldown: { ceiling: 12_200, goal: 9_000 },
  },
  "function-stream": {
    esbuild: { ceiling: 12_550, goal: 9_000 },
    rolldown: { ceiling: 12_200, goal: 9_000 },
  },
  // A method, with the statuses and parameters of its operation, adds 30 to 80 bytes.
  "class-completion": {
    esbuild: { ceiling: 14_400, goal: 9_500 },
    rolldown: { ceiling: 14_050, goal: 9_500 },
  },
  "class-stream": {
    esbuild: { ceiling: 14_400, goal: 9_500 },
    rolldown: { ceiling: 14_050, goal: 9_500 },
  },
  // Functions next to the call: the size of the call plus their own.
  "to-assistant-message": {
    esbuild: { ceiling: 12_800, goal: 9_300 },
    rolldown: { ceiling: 12_450, goal: 9_300 },
  },
  // Includes what streams of other servers need: content as lists, calls by name, messages instead of deltas.
  "chat-stream": {
    esbuild: { ceiling: 15_300, goal: 11_000 },
    rolldown: { ceiling: 14_850, goal: 11_000 },
  },
  "chat-parse": {
    esbuild: { ceiling: 15_200, goal: 10_300 },
    rolldown: { ceiling: 14_800, goal: 10_300 },
  },
  "chat-tools": {
    esbuild: { ceiling: 19_600, goal: 13_600 },
    rolldown: { ceiling: 19_050, goal: 13_600 },
  },
  // The other operations, each without the call. They share all but 0.2 kB.
  "models-list": {
    esbuild: { ceiling: 11_300, goal: 9_000 },
    rolldown: { ceiling: 11_000, goal: 9_000 },
  },
  "models-get": {
    esbuild: { ceiling: 11_300, goal: 9_000 },
    rolldown: { ceiling: 11_050, goal: 9_000 },
  },
  "models-endpoints": {
    esbuild: { ceiling: 11_300, goal: 9_000 },
    rolldown: { ceiling: 11_050, goal: 9_000 },
  },
  "generations-get": {
    esbuild: { ceiling: 11_400, goal: 9_000 },
    rolldown: { ceiling: 11_150, goal: 9_000 },
  },
  "embeddings-create": {
    esbuild: { ceiling: 11_300, goal: 9_000 },
    rolldown: { ceiling: 11_050, goal: 9_000 },
  },
  "api-keys-current": {
    esbuild: { ceiling: 11_300, goal: 9_000 },
    rolldown: { ceiling: 10_950, goal: 9_000 },
  },
  "credits-get": {
    esbuild: { ceiling: 11_300, goal: 9_000 },
    rolldown: { ceiling: 10_950, goal: 9_000 },
  },
  "providers-list": {
    esbuild: { ceiling: 11_300, goal: 9_000 },
    rolldown: { ceiling: 10_950, goal: 9_000 },
  },
  observer: {
    esbuild: { ceiling: 13_400, goal: 10_000 },
    rolldown: { ceiling: 13_000, goal: 10_000 },
  },
  budget: {
    esbuild: { ceiling: 14_600, goal: 11_500 },
    rolldown: { ceiling: 14_250, goal: 11_500 },
  },
  // Without @opentelemetry/api. Includes the names of the conventions, and what puts chunks together for the messages.
  otel: {
    esbuild: { ceiling: 18_700, goal: 13_500 },
    rolldown: { ceiling: 18_150, goal: 13_500 },
  },
  "relay-server": {
    esbuild: { ceiling: 13_800, goal: 10_500 },
    rolldown: { ceiling: 13_450, goal: 10_500 },
  },
  // For a page that reads a relayed stream and does not call the API.
  "relay-reader": {
    esbuild: { ceiling: 9_350, goal: 6_500 },
    rolldown: { ceiling: 9_000, goal: 6_500 },
  },
  // The builders and mockFetch, for tests in a browser.
  testing: {
    esbuild: { ceiling: 3_500, goal: 2_500 },
    rolldown: { ceiling: 3_400, goal: 2_500 },
  },
};

/** Files read when these entries are imported. */
export const loadedFiles: Record<string, Budget & { readonly entries: readonly string[] }> = {
  function: { entries: ["@org/sdk/core.js", "@org/sdk/funcs/chatComplete.js"], ceiling: 6, goal: 20 },
  class: { entries: ["@org/sdk"], ceiling: 8, goal: 20 },
};

/** What `npm install @org/sdk` adds to node_modules. */
export const installSizes = {
  packages: { ceiling: 5, goal: 6 },
  /**
   * Bytes of our three packages, unpacked. The doc comments have `@param`, `@returns` and `@throws`: 4 kB. The types of
   * the eight operations next to the chat completion, which no bundle contains: 82 kB. Their functions and methods, with
   * doc comments, and their part of the README: 41 kB. The parameters of the server tools and the names of providers:
   * 14 kB, all of them types. The README's types, conversation, table of failures and test runners: 6 kB. The codes of
   * errors, with their tables: 4 kB. The observer, half of it types with doc comments: 10 kB. The budget, as much: 16 kB.
   * The observer for OpenTelemetry: 20 kB. What the README says about queues, stopped streams and jest: 2 kB. An operation adds 8 to 15 kB: its types, its function and its method.
   */
  ours: { ceiling: 460_000 + 15_000 * operations, goal: 350_000 },
  /** Bytes of all packages, unpacked. */
  all: { ceiling: 719_000 + 15_000 * operations, goal: 607_000 },
} satisfies Record<string, Budget>;

/** Type instantiations of a program with a call and a stream, minus those of the same program without the SDK. */
export const typeInstantiations: Record<Compiler, Budget> = {
  "TypeScript 7": { ceiling: 23, goal: 200 },
  "TypeScript 5.9": { ceiling: 23, goal: 200 },
};

/**
 * Patterns that must not match in the bundle of the function, each with what a match would be. The bundle is searched
 * before it is minified, without comments.
 */
export const forbiddenPatterns: readonly (readonly [pattern: RegExp, from: string])[] = [
  [/\b(?:Chat|OpenRouter) ?= ?class\b|\bclass (?:Chat|OpenRouter)\b/, "the client with its methods"],
  [/\bwithResponse\b/, "the promise of the methods"],
  [/["']node:/, "a module of Node"],
  [/\brequire\(|\bimport\(/, "a module loaded at run time"],
  [/\bBuffer\b|\bsetImmediate\b|\b__dirname\b/, "globals of Node that browsers do not have"],
  [/\b(?:eval|Function)\(/, "code compiled from text, which content security policies block"],
  [/\bTransformStream\b|\bTextDecoderStream\b|\bpipeThrough\b/, "web streams that take longer than JSON.parse"],
  [/\bAbortSignal\.(?:any|timeout)\b/, "signals that take a tenth of a call's time, and keep other signals alive"],
  [/\bzod\b|\bajv\b/i, "validation of whole responses"],
  [/\bEnvHttpProxyAgent\b|["']undici["']/, "the fetch for Node"],
  [/CompletionAccumulator|ToolsLoop|toJSONSchema|toAssistantMessage/, "functions other than the call"],
  [/\bopenai\b|\baxios\b|\beventsource-parser\b/i, "other clients"],
  [
    /\bcore-js\b|\bregeneratorRuntime\b|\b__(?:awaiter|generator|spread\w*|classPrivate\w*)\b/,
    "polyfills and helpers for old runtimes",
  ],
  [/\bcreatePathBasedClient\b|\bwrapAsPathBasedClient\b/, "unused parts of openapi-fetch"],
];
