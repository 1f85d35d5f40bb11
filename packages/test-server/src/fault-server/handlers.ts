import type { Connection } from "./connection.ts";
import type { Exchange } from "./exchange.ts";

/** Answers one request; may be async. */
export type Handler = (exchange: Exchange) => unknown;

/** What answers the requests of one server, and what went wrong in doing so. */
export interface Handlers {
  on(handler: Handler): void;
  script(handlers: readonly Handler[]): void;
  /** Lets the handler answer; without one the exchange is left to the test. Never throws. */
  run(exchange: Exchange, connection: Connection): Promise<void>;
  /** Notes the error and resets the connection, so that the client doesn't wait for an answer. */
  fail(connection: Connection, error: unknown): void;
  /** Throws what was noted, if anything. */
  rethrow(): void;
}

export function createHandlers({ keepAlive }: { keepAlive: boolean }): Handlers {
  let failures: unknown[] = [];
  let handler: Handler | undefined;

  const handlers: Handlers = {
    on(each) {
      handler = each;
    },
    script(steps) {
      let step = 0;
      handler = (exchange) => {
        const current = steps[step++];
        if (current) return current(exchange);
        throw new Error(`The script has ${steps.length} steps: ${nameOf(exchange)} came too`);
      };
    },
    async run(exchange, connection) {
      if (!handler) return;
      try {
        await handler(exchange);
        if (!exchange.isAnswered && connection.isOpen) {
          throw new Error(`No answer to ${nameOf(exchange)}: was it to stall()?`);
        }
        exchange.isDone = true;
        if (!keepAlive) await connection.end();
      } catch (error) {
        handlers.fail(connection, error);
      }
    },
    fail(connection, error) {
      failures.push(error);
      connection.reset();
    },
    rethrow() {
      const errors = failures;
      failures = [];
      if (errors.length === 1) throw errors[0];
      if (errors.length > 1) throw new AggregateError(errors, `Fault server:\n${errors.join("\n")}`);
    },
  };
  return handlers;
}

export function nameOf({ index, method, path }: Exchange): string {
  return `request ${index} (${method} ${path})`;
}
