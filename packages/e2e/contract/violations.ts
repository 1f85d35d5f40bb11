/** A violation of the spec by a request or a response, as Prism reports it. */
export interface Violation {
  readonly location: readonly string[];
  readonly message: string;
}

/** Returns the violations in Prism's `sl-violations` header, as `request.body.messages: …`. */
export function getViolations(headers: Headers, part: "request" | "response" | "any" = "any"): readonly string[] {
  const header = headers.get("sl-violations");
  if (header === null) return [];
  return (JSON.parse(header) as Violation[])
    .filter(({ location }) => part === "any" || location[0] === part)
    .map(({ location, message }) => `${location.join(".")}: ${message}`);
}
