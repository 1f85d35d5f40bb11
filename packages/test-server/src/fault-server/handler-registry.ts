import type { Connection } from "./connection.ts";
import type { Exchange } from "./exchange.ts";

/** Responds to one request; may be async. */
export type Handler = (exchange: Exchange) => unknown;

/** The handlers of one server, and the errors that they threw. */
export interface Handlers {
  on(handler: Handler): void;
  script(handlers: readonly Handler[]): void;
  /** Runs the current handler. Without one, the test responds itself. Never rejects. */
  run(exchange: Exchange, connection: Connection): Promise<void>;
  /** Stores the error and resets the connection, so that the client does not wait for a response. */
  fail(connection: Connection, error: unknown): void;
  /** Throws the stored errors, if there are any. */
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
        throw new Error(`The script has ${steps.length} steps, but received ${formatRequest(exchange)}`);
      };
    },
    async run(exchange, connection) {
      if (!handler) return;
      try {
        await handler(exchange);
        if (!exchange.hasResponded && connection.isOpen) {
          throw new Error(`No response to ${formatRequest(exchange)}. Call stall() to send none`);
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

/** Formats a request for error messages, such as `request 0 (POST /chat/completions)`. */
export function formatRequest({ index, method, path }: Exchange): string {
  return `request ${index} (${method} ${path})`;
}
