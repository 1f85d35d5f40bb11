import type { ErrorMetadata, ErrorResponse } from "@org/types/schemas";
import { refuseUnknown } from "../../config/unknown-options.ts";

/**
 * The API's answer to a call that failed.
 *
 * @param status HTTP status, and the `code` in the body; 200 is possible too: then give the code in `init`
 * @param message what went wrong
 * @param metadata the provider's name and own words, the kind of error …
 * @param init headers such as `retry-after`, and a `code` that is not the status
 *
 * @example
 * ```ts
 * import { errorResponse } from "@org/sdk/testing.js";
 *
 * const busy = errorResponse(429, "Provider returned error", { provider_name: "Acme", raw: "Slow down" });
 * const later = errorResponse(503, "Busy", undefined, { headers: { "retry-after": "2" } });
 * const hidden = errorResponse(200, "Busy", undefined, { code: 503 });
 * ```
 */
export function errorResponse(
  status: number,
  message: string,
  metadata?: ErrorMetadata,
  init: { readonly headers?: ResponseInit["headers"]; readonly code?: number | string | null } = {},
): Response {
  const { headers = {}, code = status, ...unknown } = init;
  refuseUnknown(unknown);
  const body: ErrorResponse = { error: { code, message, ...(metadata && { metadata }) } };
  return Response.json(body, { status, headers });
}
