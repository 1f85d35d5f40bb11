import { secretKey } from "@org/test-server/client/client.ts";
import * as fc from "fast-check";

/** Any JSON value, in which the key may stand. */
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

/** JSON values in the shapes that the SDK looks at: an answer, an error, a chunk, and what is nearly one. */
export function answerLike(): fc.Arbitrary<unknown> {
  const any = jsonValue();
  const some = { requiredKeys: [] };
  const metadata = fc.record(
    {
      raw: fc.oneof(
        any,
        any.map((value) => JSON.stringify(value)),
      ),
      provider_name: any,
      headers: fc.dictionary(fc.constantFrom("X-RateLimit-Reset", "x"), any),
    },
    some,
  );
  const error = fc.oneof(any, fc.record({ code: any, message: any, metadata: fc.oneof(any, metadata) }, some));
  const choices = fc.oneof(
    any,
    fc.array(fc.oneof(any, fc.record({ delta: any, finish_reason: any, message: any }, some))),
  );
  const answer = fc.record({ error, choices, user_id: any, id: any }, some);
  return fc.oneof(any, answer, answer, fc.array(answer, { maxLength: 2 }));
}

const key = fc.oneof(
  fc.constantFrom("error", "choices", "message", "code", "metadata", "finish_reason", "__proto__", "toJSON", secretKey),
  fc.string({ maxLength: 6 }),
);
