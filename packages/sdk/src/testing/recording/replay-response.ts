import { sleep } from "../../request/sleep.ts";
import { decodeBytes } from "./bytes.ts";
import type { RecordedResponse } from "./types.ts";

export interface ReplayContext {
  /** Whether to wait as long as the recording did. */
  readonly isTimed: boolean;
  readonly signal: AbortSignal | undefined;
  /** Name of the file, for the error of a truncated body. */
  readonly name: string;
}

/** Creates the recorded response. */
export async function replayResponse(recorded: RecordedResponse, context: ReplayContext): Promise<Response> {
  const { status, statusText = "", headers } = recorded;
  const { isTimed, signal } = context;
  if (isTimed) await sleep(recorded.afterMs, signal ? [signal] : [], { attempts: 0 });
  signal?.throwIfAborted();
  const body = [204, 205, 304].includes(status) ? null : replayBody(recorded, context);
  return new Response(body, { status, statusText, headers });
}

function replayBody(recorded: RecordedResponse, { isTimed, signal, name }: ReplayContext): ReadableStream<Uint8Array> {
  const parts = toParts(recorded).values();
  const ended = new AbortController();
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const abort = (): void => {
          ended.abort();
          controller.error(signal?.reason);
        };
        signal?.addEventListener("abort", abort, { signal: ended.signal });
      },
      async pull(controller) {
        const { done, value } = parts.next();
        if (isTimed && value) await sleep(value.afterMs, [ended.signal], { attempts: 0 });
        if (ended.signal.aborted) return;
        if (!done) return controller.enqueue(value.bytes);
        ended.abort();
        if (recorded.end === "complete") return controller.close();
        const reason = recorded.end === "cut" ? "the connection was cut" : "the reader canceled it";
        // The error of Node's fetch.
        controller.error(new TypeError("terminated", { cause: new Error(`${name} ends here: ${reason}`) }));
      },
      cancel: () => ended.abort(),
    },
    { highWaterMark: 0 },
  );
}

function toParts({ body, text, base64, pieces }: RecordedResponse): { afterMs: number; bytes: Uint8Array }[] {
  if (pieces) return pieces.map((piece) => ({ afterMs: piece.afterMs, bytes: decodeBytes(piece) }));
  if (base64 !== undefined) return [{ afterMs: 0, bytes: decodeBytes({ base64 }) }];
  const whole = body === undefined ? (text ?? "") : JSON.stringify(body);
  return whole === "" ? [] : [{ afterMs: 0, bytes: decodeBytes({ text: whole }) }];
}
