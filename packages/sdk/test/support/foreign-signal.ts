/** A signal that is not an `AbortSignal` of this realm, such as one of a polyfill, an iframe or `node:vm`. */
export interface ForeignSignal extends AbortSignal {
  abort(reason: unknown): void;
  /** The number of listeners. */
  readonly listeners: number;
}

export function createForeignSignal(): ForeignSignal {
  const listeners = new Set<() => void>();
  const signal = {
    aborted: false,
    reason: undefined as unknown,
    addEventListener: (_: string, listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => void listeners.delete(listener),
    abort(reason: unknown) {
      signal.aborted = true;
      signal.reason = reason;
      for (const listener of listeners) listener();
    },
    get listeners() {
      return listeners.size;
    },
  };
  return signal as unknown as ForeignSignal;
}
