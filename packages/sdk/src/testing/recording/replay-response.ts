import { sleep } from "../../request/attempt-timer.ts";
import { bytesOf } from "./bytes.ts";
import type { RecordedResponse } from "./types.ts";

export interface ReplayContext {
  /** Whether the times of the recording are kept. */
  readonly isTimed: boolean;
  readonly signal: AbortSignal | undefined;
  /** The file, for the error of a cut. */
  readonly name: string;
}

/** The recorded response, once more. */
export async function replayedResponse(recorded: RecordedResponse, context: ReplayContext): Promise<Response> {
  const { status, statusText = "", headers } = recorded;
  const { isTimed, signal } = context;
  if (isTimed) await sleep(recorded.afterMs, signal ? [signal] : [], 0);
  signal?.throwIfAborted();
  const body = [204, 205, 304].includes(status) ? null : replayedBody(recorded, context);
  return new Response(body, { status, statusText, headers });
}

function replayedBody(
  recorded: RecordedResponse,
  { isTimed, signal, name }: ReplayContext,
): ReadableStream<Uint8Array> {
  const parts = partsOf(recorded).values();
  const over = new AbortController();
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const abort = (): void => {
          over.abort();
          controller.error(signal?.reason);
        };
        signal?.addEventListener("abort", abort, { signal: over.signal });
      },
      async pull(controller) {
        const { done, value } = parts.next();
        if (isTimed && value) await sleep(value.afterMs, [over.signal], 0);
        if (over.signal.aborted) return;
        if (!done) return controller.enqueue(value.bytes);
        over.abort();
        if (recorded.end === "complete") return controller.close();
        const what = recorded.end === "cut" ? "the connection was cut" : "its reader went away";
        // As Node's fetch says it.
        controller.error(new TypeError("terminated", { cause: new Error(`${name} ends here: ${what}`) }));
      },
      cancel: () => over.abort(),
    },
    { highWaterMark: 0 },
  );
}

function partsOf({ body, text, base64, pieces }: RecordedResponse): { afterMs: number; bytes: Uint8Array }[] {
  if (pieces) return pieces.map((piece) => ({ afterMs: piece.afterMs, bytes: bytesOf(piece) }));
  if (base64 !== undefined) return [{ afterMs: 0, bytes: bytesOf({ base64 }) }];
  const whole = body === undefined ? (text ?? "") : JSON.stringify(body);
  return whole === "" ? [] : [{ afterMs: 0, bytes: bytesOf({ text: whole }) }];
}
