import { rejectUnknownOptions } from "../../config/unknown-options.ts";
import { openFolder } from "./folder.ts";
import { parseRecording } from "./parse.ts";
import type { RecordedRequest, Recording } from "./types.ts";
import { replayResponse } from "./replay-response.ts";
import { serializeRequest } from "./serialize.ts";
import { findMismatches, type ReplayMatch } from "./match.ts";
import { captureRequest } from "../captured-request.ts";
import { getErrorMessage } from "../../utils/error-message.ts";

/**
 * Options of {@link replayFetch}.
 *
 * @example
 * ```ts
 * import type { ReplayOptions } from "@org/sdk/testing.js";
 *
 * const options: ReplayOptions = { match: "loose", repeat: true, timing: "recorded" };
 * ```
 */
export interface ReplayOptions {
  /**
   * How to find the recording for a request.
   * @default "strict"
   */
  match?: ReplayMatch | undefined;
  /**
   * Whether to use the last matching recording again once all of them have been used.
   * @default false
   */
  repeat?: boolean | undefined;
  /**
   * Whether responses take as long as they did when they were recorded, or arrive immediately.
   * @default "none"
   */
  timing?: "none" | "recorded" | undefined;
}

/**
 * A `fetch` that returns recorded responses.
 *
 * @example
 * ```ts
 * import type { ReplayFetch } from "@org/sdk/testing.js";
 *
 * const checkAll = (fetch: ReplayFetch) => fetch.assertAllUsed();
 * ```
 */
export type ReplayFetch = typeof globalThis.fetch & {
  /** Returns the names of the files that have not been used. */
  unused(): Promise<string[]>;
  /**
   * Checks that all recordings have been used.
   * @throws Error with the names of the unused files.
   */
  assertAllUsed(): Promise<void>;
};

/**
 * Creates a `fetch` that sends nothing, and returns the responses in the files that {@link recordFetch} wrote, in
 * order, each once. For Node, Bun and Deno.
 *
 * A request without a matching recording fails with its differences to the closest one, and a client does not retry it.
 * Streams arrive in the recorded pieces, and end as they did: truncated ones with the error of a broken connection. The
 * signal of a call aborts them. Retries wait as usual: after a recorded 429 as long as its `retry-after`.
 *
 * @param folder Folder of the recordings.
 * @param options How to match and replay them.
 * @returns The `fetch` for the client's options.
 *
 * @example
 * ```ts no-run: it needs recordings
 * import { OpenRouter } from "@org/sdk";
 * import { replayFetch } from "@org/sdk/testing.js";
 *
 * const fetch = replayFetch(new URL("./recordings/", import.meta.url));
 * const openRouter = new OpenRouter({ apiKey: "none", fetch });
 * await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
 * await fetch.assertAllUsed();
 * ```
 */
export function replayFetch(folder: string | URL, options: ReplayOptions = {}): ReplayFetch {
  const { match = "strict", repeat = false, timing = "none", ...unknown } = options;
  rejectUnknownOptions(unknown);
  const used = new Set<Entry>();
  let loading: Promise<Loaded> | undefined;
  const load = (): Promise<Loaded> => (loading ??= loadRecordings(folder));

  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const captured = await captureRequest(input, init);
    const { signal } = captured;
    signal?.throwIfAborted();
    const { entries, path } = await load();
    const { request } = serializeRequest(captured);
    const candidates = entries.map((entry) => {
      return { entry, mismatches: findMismatches(match, request, entry.recording.request) };
    });
    const matching = candidates.filter(({ mismatches }) => mismatches.length === 0).map(({ entry }) => entry);
    const entry = matching.find((each) => !used.has(each)) ?? (repeat ? matching.at(-1) : undefined);
    if (!entry) throw new Error(formatNoMatch(request, path, candidates));
    used.add(entry);
    return replayResponse(entry.recording.response, { isTimed: timing === "recorded", signal, name: entry.name });
  };
  const unused = async (): Promise<string[]> => {
    const { entries } = await load();
    return entries.filter((entry) => !used.has(entry)).map(({ name }) => name);
  };
  return Object.assign(fetch, {
    unused,
    async assertAllUsed() {
      const names = await unused();
      if (names.length > 0) throw new Error(`Unused recordings: ${names.join(", ")}`);
    },
  });
}

interface Entry {
  readonly name: string;
  readonly recording: Recording;
}

interface Loaded {
  readonly path: string;
  readonly entries: readonly Entry[];
}

async function loadRecordings(folder: string | URL): Promise<Loaded> {
  const files = await openFolder(folder);
  const entries = (await files.list()).map(async (name) => {
    const text = await files.read(name);
    try {
      return { name, recording: parseRecording(text) };
    } catch (cause) {
      throw new Error(`${name} in ${files.path} is not a recording: ${getErrorMessage(cause)}`, { cause });
    }
  });
  return { path: files.path, entries: await Promise.all(entries) };
}

interface Candidate {
  readonly entry: Entry;
  readonly mismatches: readonly string[];
}

const maxShown = 10;

function formatNoMatch({ method, url }: RecordedRequest, path: string, candidates: readonly Candidate[]): string {
  const message = `No recording in ${path} matches this ${method} ${new URL(url, "http://localhost").pathname}`;
  const [closest] = candidates.toSorted((one, other) => one.mismatches.length - other.mismatches.length);
  if (!closest) return `${message}: the folder is empty`;
  const { entry, mismatches } = closest;
  if (mismatches.length === 0)
    return `${message}: ${entry.name} does, but has been used (\`repeat\` uses the last one again)`;
  const hidden = mismatches.length - maxShown;
  const lines = [...mismatches.slice(0, maxShown), ...(hidden > 0 ? [`and ${hidden} more`] : [])];
  return `${message}. The closest, ${entry.name}, differs in\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
