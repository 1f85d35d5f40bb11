import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type as arktype } from "arktype";
import { type as arktype2120 } from "arktype-2.1.20";
import { type as arktype2128 } from "arktype-2.1.28";
import * as valibot from "valibot";
import * as valibot042 from "valibot-0.42";
import * as zod from "zod";
import * as zodMini from "zod/mini";
import * as zodV3 from "zod/v3";
import { z as zod323 } from "zod-3.23";
import { z as zod325 } from "zod-3.25";
import * as zod325v4 from "zod-3.25/v4";
import * as zod40 from "zod-4.0";
import * as zod40Mini from "zod-4.0/mini";
import * as zod41 from "zod-4.1";
import * as zod42 from "zod-4.2";

/** `{ city: string }` as a schema of each supported library. */
export const accepted = {
  "zod 4.2": zod42.object({ city: zod42.string() }),
  "zod 4.2 with an id": zod42.object({ city: zod42.string() }).meta({ id: "City" }),
  "zod 4.6": zod.object({ city: zod.string() }),
  "zod 4.6 with an id": zod.object({ city: zod.string() }).meta({ id: "City" }),
  "z.toJSONSchema of zod 4.6": zod.toJSONSchema(zod.object({ city: zod.string() })),
  "zod/mini 4.6 in z.toJSONSchema": zodMini.toJSONSchema(zodMini.object({ city: zodMini.string() }), { io: "input" }),
  "valibot 1.5 in toStandardJsonSchema": toStandardJsonSchema(valibot.object({ city: valibot.string() })),
  "arktype 2.1.28": arktype2128({ city: "string" }),
  "arktype 2.2": arktype({ city: "string" }),
};

/** The same as a plain JSON Schema, without validation. */
export const plain = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};

/** The same as a schema of each library that does not provide JSON Schema, with what the error must mention. */
export const rejected: Readonly<Record<string, readonly [schema: unknown, library: string, advice: string]>> = {
  "zod 3.23": [zod323.object({ city: zod323.string() }), "zod 3", "install zod 4.2 or later"],
  "zod 3.23 after a transformation": [
    zod323.object({ city: zod323.string() }).transform((value) => value),
    "zod 3",
    "install zod 4.2 or later",
  ],
  "zod 3.25": [zod325.object({ city: zod325.string() }), "zod 3", "install zod 4.2 or later"],
  "zod/v4 of zod 3.25": [zod325v4.object({ city: zod325v4.string() }), "zod 4.0", "install zod 4.2 or later"],
  "zod/v3 of zod 4.6": [zodV3.object({ city: zodV3.string() }), "zod 3", 'import z from "zod"'],
  "zod 4.0": [zod40.object({ city: zod40.string() }), "zod 4.0", "install zod 4.2 or later"],
  "zod/mini 4.0": [zod40Mini.object({ city: zod40Mini.string() }), "zod 4.0", "install zod 4.2 or later"],
  "zod 4.1": [zod41.object({ city: zod41.string() }), "zod 4.1", "install zod 4.2 or later"],
  "zod/mini 4.6": [zodMini.object({ city: zodMini.string() }), "zod/mini", "z.toJSONSchema"],
  "valibot 0.42": [valibot042.object({ city: valibot042.string() }), "valibot", "toStandardJsonSchema"],
  "valibot 1.5": [valibot.object({ city: valibot.string() }), "valibot", "toStandardJsonSchema"],
  "arktype 2.1.20": [arktype2120({ city: "string" }), "arktype", "install arktype 2.1.28 or later"],
};
