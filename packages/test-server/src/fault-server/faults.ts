import { completionFaults } from "./completion-faults.ts";
import { connectionFaults } from "./connection-faults.ts";
import type { Handler } from "./handlers.ts";
import { streamFaults } from "./stream-faults.ts";

export type FaultName = keyof typeof connectionFaults | keyof typeof completionFaults | keyof typeof streamFaults;

/**
 * Every ready-made behaviour by name, faults and good answers. A refused connection is not among them,
 * since nothing answers one: `server.refuse()`.
 */
export const faults: Readonly<Record<FaultName, Handler>> = {
  ...connectionFaults,
  ...completionFaults,
  ...streamFaults,
};
