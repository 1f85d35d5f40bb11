import { createDroppingProviders } from "../telemetry/providers.mts";
import { traceWithSDK } from "../telemetry/with-sdk.mts";

export const createCaller = traceWithSDK(createDroppingProviders());
