import { secretKey } from "@org/test-server/client/client.ts";
import * as fc from "fast-check";

/** Generates any JSON value. It may contain the key. */
export function jsonValue(): fc.Arbitrary<unknown> {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(null, true, false, 0, 200, 429, 1e300, "", "[DONE]", secretKey, `Bearer ${secretKey}`),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string(),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(key, tie("value"), { maxKeys: 4 }),
    ),
  }));
  return value;
}

/** Generates JSON that resembles a completion, a chunk or an error body, or any JSON value. */
export function responseJSON(): fc.Arbitrary<unknown> {
  const any = jsonValue();
  const allOptional = { requiredKeys: [] };
  const metadata = fc.record(
    {
      raw: fc.oneof(
        any,
        any.map((value) => JSON.stringify(value)),
      ),
      provider_name: any,
      headers: fc.dictionary(fc.constantFrom("X-RateLimit-Reset", "x"), any),
    },
    allOptional,
  );
  const error = fc.oneof(any, fc.record({ code: any, message: any, metadata: fc.oneof(any, metadata) }, allOptional));
  const choices = fc.oneof(
    any,
    fc.array(fc.oneof(any, fc.record({ delta: any, finish_reason: any, message: any }, allOptional))),
  );
  const body = fc.record({ error, choices, user_id: any, id: any }, allOptional);
  return fc.oneof(any, body, body, fc.array(body, { maxLength: 2 }));
}

const key = fc.oneof(
  fc.constantFrom("error", "choices", "message", "code", "metadata", "finish_reason", "__proto__", "toJSON", secretKey),
  fc.string({ maxLength: 6 }),
);
