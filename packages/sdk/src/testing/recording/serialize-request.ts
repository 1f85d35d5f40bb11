import { redactHeaders, createRedactor, REDACTED, type Redactor } from "../../request/redact.ts";
import type { RecordedRequest } from "./types.ts";
import type { SentRequest } from "../captured-request.ts";

export interface DescribedRequest {
  readonly request: RecordedRequest;
  /** Takes the request's credentials out of its answer. */
  readonly redact: Redactor;
}

const secretParameter = /key|token|secret|password|credential|signature|auth/i;

/** A request as it may be written down: without its credentials, wherever they stand. */
export function describedRequest({ method, url, headers, text }: SentRequest): DescribedRequest {
  const credentials = new Headers(headers);
  const safeURL = withoutCredentials(url, (secret) => {
    credentials.append("x-secret", encodeURIComponent(secret));
    if (/^[!-~]+$/.test(secret)) credentials.append("x-secret", secret);
  });
  const redact = createRedactor(credentials);
  return {
    request: {
      method,
      url: redact.text(safeURL),
      headers: mapped(redactHeaders(headers), redact.text),
      ...saidJSON(text, redact),
    },
    redact,
  };
}

/** A body's text: what it says if it is a JSON object or array, else as it is; nothing if it is empty. */
export function saidJSON(text: string, redact: Redactor): { body?: unknown; text?: string } {
  const json = redact.json(text);
  if (typeof json?.value === "object" && json.value !== null) return { body: json.value };
  return text === "" ? {} : { text: redact.text(text) };
}

export function mapped(
  values: Readonly<Record<string, string>>,
  map: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

function withoutCredentials(url: string, found: (secret: string) => void): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  const { username, password, searchParams } = parsed;
  const secrets = [...searchParams].filter(([name]) => secretParameter.test(name));
  if (!username && !password && secrets.length === 0) return url;
  if (password) found(decodeURIComponent(password));
  for (const [name, secret] of secrets) {
    found(secret);
    searchParams.set(name, REDACTED);
  }
  return Object.assign(parsed, { username: "", password: "" }).href;
}
