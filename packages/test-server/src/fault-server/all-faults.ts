import { completionFaults } from "./completion-faults.ts";
import { sharedFaults } from "./shared-faults.ts";
import type { Handler } from "./handler-registry.ts";
import { streamFaults } from "./stream-faults.ts";

export type FaultName = keyof typeof sharedFaults | keyof typeof completionFaults | keyof typeof streamFaults;

/**
 * All predefined handlers by name: faults and valid responses. For a refused connection, use
 * `server.createRefusedURL()`. A new fault also needs its expected outcome in two tables, which the compiler demands: for
 * the SDK in `packages/e2e/wire/support/expected-outcomes.ts`, for `fetch` in `test/fault-server/fetch-outcomes.ts`.
 */
export const faults: Readonly<Record<FaultName, Handler>> = {
  ...sharedFaults,
  ...completionFaults,
  ...streamFaults,
};
