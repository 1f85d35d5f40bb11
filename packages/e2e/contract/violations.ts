/** What Prism says of a request that breaks the spec, or of an answer that does. */
export interface Violation {
  readonly location: readonly string[];
  readonly message: string;
}

/** The violations that Prism reports in its `sl-violations` header, as `request.body.messages: …`. */
export function violationsIn(headers: Headers, part: "request" | "response" | "any" = "any"): readonly string[] {
  const header = headers.get("sl-violations");
  if (header === null) return [];
  return (JSON.parse(header) as Violation[])
    .filter(({ location }) => part === "any" || location[0] === part)
    .map(({ location, message }) => `${location.join(".")}: ${message}`);
}
