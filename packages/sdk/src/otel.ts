export { openTelemetry, type OpenTelemetryOptions } from "./otel/open-telemetry.ts";
