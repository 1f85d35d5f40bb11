/** The parts of a response other than its body. */
export type ResponseHead = Pick<Response, "status" | "statusText" | "headers" | "url">;

/**
 * Creates a response with the status, headers and URL of another one. The constructor accepts neither a URL nor a status
 * such as 999, which servers may send, so both are defined as properties. A 304 must not have a body.
 */
export function copyResponse({ status, statusText, headers, url }: ResponseHead, body: BodyInit | null): Response {
  return Object.defineProperties(
    new Response(status === 304 ? null : body, { status: status < 600 ? status : 500, statusText, headers }),
    { url: { value: url }, status: { value: status } },
  );
}
