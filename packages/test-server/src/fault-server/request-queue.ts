import type { Exchange } from "./exchange.ts";

/** The requests of a server, each of which can be awaited once. */
export interface RequestQueue {
  readonly items: readonly Exchange[];
  push(exchange: Exchange): void;
  /** Takes the oldest request that was not taken yet, or waits for the next one. */
  next(timeoutMs: number): Promise<Exchange>;
  /** Empties the list. */
  clear(): void;
  /** Rejects the pending waits. */
  close(): void;
}

interface Waiter {
  resolve(exchange: Exchange): void;
  reject(reason: string): void;
}

export function createRequestQueue(): RequestQueue {
  const items: Exchange[] = [];
  const waiters = new Set<Waiter>();
  let takenCount = 0;

  return {
    items,
    push(exchange) {
      items.push(exchange);
      const [waiter] = waiters;
      if (!waiter) return;
      takenCount += 1;
      waiter.resolve(exchange);
    },
    next(timeoutMs) {
      if (takenCount < items.length) return Promise.resolve(items[takenCount++] as Exchange);
      const exchange = new Promise<Exchange>((resolve, reject) => {
        const waiter: Waiter = {
          resolve: (received) => settle(() => resolve(received)),
          reject: (reason) => settle(() => reject(new Error(`No request ${reason}`))),
        };
        const settle = (finish: () => void): void => {
          clearTimeout(timer);
          waiters.delete(waiter);
          finish();
        };
        const timer = setTimeout(waiter.reject, timeoutMs, `within ${timeoutMs} ms`);
        waiters.add(waiter);
      });
      // The caller handles the rejection. A promise that the caller has dropped must not end the process.
      exchange.catch(() => {});
      return exchange;
    },
    clear() {
      items.length = 0;
      takenCount = 0;
    },
    close() {
      for (const waiter of waiters) waiter.reject("before the server was closed");
    },
  };
}
