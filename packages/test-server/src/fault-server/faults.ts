import { completionFaults } from "./completion-faults.ts";
import { sharedFaults } from "./shared-faults.ts";
import type { Handler } from "./handler-registry.ts";
import { streamFaults } from "./stream-faults.ts";

export type FaultName = keyof typeof sharedFaults | keyof typeof completionFaults | keyof typeof streamFaults;

/**
 * All predefined handlers by name: faults and valid responses. For a refused connection, use
 * `server.createRefusedURL()`.
 */
export const faults: Readonly<Record<FaultName, Handler>> = {
  ...sharedFaults,
  ...completionFaults,
  ...streamFaults,
};
