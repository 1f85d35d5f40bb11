/** A list whose items can also be waited for, one after the other. */
export interface Mailbox<T> {
  readonly items: readonly T[];
  push(item: T): void;
  /** The next item that `next` has not given yet, there already or still to come. */
  next(withinMs: number): Promise<T>;
  /** Empties the list. */
  forget(): void;
  /** Fails whoever still waits. */
  close(): void;
}

export function createMailbox<T>(what: string): Mailbox<T> {
  const items: T[] = [];
  const takers = new Set<{ give(item: T): void; fail(why: string): void }>();
  let given = 0;

  return {
    items,
    push(item) {
      items.push(item);
      const [taker] = takers;
      if (!taker) return;
      given += 1;
      taker.give(item);
    },
    next(withinMs) {
      if (given < items.length) return Promise.resolve(items[given++] as T);
      const item = new Promise<T>((resolve, reject) => {
        const taker = {
          give: (arrived: T) => settle(() => resolve(arrived)),
          fail: (why: string) => settle(() => reject(new Error(`No ${what} ${why}`))),
        };
        const settle = (how: () => void): void => {
          clearTimeout(timer);
          takers.delete(taker);
          how();
        };
        const timer = setTimeout(taker.fail, withinMs, `within ${withinMs} ms`);
        takers.add(taker);
      });
      // Whoever waits sees the failure; a promise that nobody looks at any more must not end the process.
      item.catch(() => {});
      return item;
    },
    forget() {
      items.length = 0;
      given = 0;
    },
    close() {
      for (const taker of takers) taker.fail("before the end");
    },
  };
}
