import { traceByHand } from "../telemetry/by-hand.mts";
import { createDroppingProviders } from "../telemetry/providers.mts";

export const createCaller = traceByHand(createDroppingProviders());
