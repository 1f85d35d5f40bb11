import { refuseUnknown } from "../../config/unknown-options.ts";
import { describedRequest } from "./serialize-request.ts";
import { openFolder } from "./folder.ts";
import { readRecording } from "./parse.ts";
import type { RecordedRequest, Recording } from "./types.ts";
import { replayedResponse } from "./replay-response.ts";
import { mismatches, type ReplayMatch } from "./match.ts";
import { sentRequest } from "../captured-request.ts";
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
  /** Which recordings may answer a request. Default: `strict`. */
  match?: ReplayMatch | undefined;
  /** Whether, when all that match have been used, the last of them answers again. Default: false. */
  repeat?: boolean | undefined;
  /** Whether answers take the time that they took (`recorded`), or none. Default: `none`. */
  timing?: "none" | "recorded" | undefined;
}

/**
 * A `fetch` that answers from recordings.
 *
 * @example
 * ```ts
 * import type { ReplayFetch } from "@org/sdk/testing.js";
 *
 * const checkAll = (fetch: ReplayFetch) => fetch.assertAllUsed();
 * ```
 */
export type ReplayFetch = typeof globalThis.fetch & {
  /** The names of the files that have not answered yet. */
  unused(): Promise<string[]>;
  /** Rejects, naming them, when there are any. */
  assertAllUsed(): Promise<void>;
};

/**
 * A `fetch` that sends nothing, and answers from the files that {@link recordFetch} wrote: in their order, each once. For
 * Node, Bun and Deno.
 *
 * A request that no file answers fails with a list of what differs from the nearest one, which a client does not retry;
 * so does one where a file is no recording. Streams come in the recorded pieces, and end as they did: cut ones with the
 * error of a cut. The signal of a call ends them, too. Retries wait as they do: for a recorded 429 as long as it says.
 *
 * @param folder where the files are
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
  refuseUnknown(unknown);
  const used = new Set<Entry>();
  let loading: Promise<Loaded> | undefined;
  const load = (): Promise<Loaded> => (loading ??= loaded(folder));

  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const asked = await sentRequest(input, init);
    const { signal } = asked;
    signal?.throwIfAborted();
    const { entries, path } = await load();
    const { request } = describedRequest(asked);
    const found = entries.map((entry) => ({ entry, differing: mismatches(match, request, entry.recording.request) }));
    const matching = found.filter(({ differing }) => differing.length === 0).map(({ entry }) => entry);
    const entry = matching.find((each) => !used.has(each)) ?? (repeat ? matching.at(-1) : undefined);
    if (!entry) throw new Error(`${noAnswer(request, path)}${whyOf(found)}`);
    used.add(entry);
    return replayedResponse(entry.recording.response, { isTimed: timing === "recorded", signal, name: entry.name });
  };
  const unused = async (): Promise<string[]> => {
    const { entries } = await load();
    return entries.filter((entry) => !used.has(entry)).map(({ name }) => name);
  };
  return Object.assign(fetch, {
    unused,
    async assertAllUsed() {
      const names = await unused();
      if (names.length > 0) throw new Error(`Recordings that answered nothing: ${names.join(", ")}`);
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

async function loaded(folder: string | URL): Promise<Loaded> {
  const files = await openFolder(folder);
  const entries = (await files.list()).map(async (name) => {
    const text = await files.read(name);
    try {
      return { name, recording: readRecording(text) };
    } catch (cause) {
      throw new Error(`${name} in ${files.path} is no recording: ${getErrorMessage(cause)}`, { cause });
    }
  });
  return { path: files.path, entries: await Promise.all(entries) };
}

function noAnswer({ method, url }: RecordedRequest, path: string): string {
  return `No recording in ${path} answers this ${method} ${new URL(url, "http://localhost").pathname}`;
}

const mostShown = 10;

/** Why none of them answers: each that does has done so, or else what differs from the nearest. */
function whyOf(found: readonly { readonly entry: Entry; readonly differing: readonly string[] }[]): string {
  const [nearest] = found.toSorted((one, other) => one.differing.length - other.differing.length);
  if (!nearest) return ": there is none";
  const { entry, differing } = nearest;
  if (differing.length === 0)
    return `: ${entry.name} would, but has already (\`repeat\` lets the last one do so again)`;
  const more = differing.length - mostShown;
  const lines = [...differing.slice(0, mostShown), ...(more > 0 ? [`and ${more} more`] : [])];
  return `. From the nearest, ${entry.name}, it differs in\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
