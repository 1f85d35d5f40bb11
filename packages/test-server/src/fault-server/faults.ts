import { completionFaults } from "./completion-faults.ts";
import { connectionFaults } from "./connection-faults.ts";
import type { Handler } from "./handlers.ts";
import { streamFaults } from "./stream-faults.ts";

export type FaultName = keyof typeof connectionFaults | keyof typeof completionFaults | keyof typeof streamFaults;

/**
 * All predefined handlers by name: faults and valid responses. For a refused connection, use
 * `server.createRefusedURL()`.
 */
export const faults: Readonly<Record<FaultName, Handler>> = {
  ...connectionFaults,
  ...completionFaults,
  ...streamFaults,
};
