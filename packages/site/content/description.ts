import { parse } from "yaml";
import { read } from "./repository.ts";

/** The parts of an OpenAPI document that the playground's form uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly deprecated?: boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: { readonly mapping?: Readonly<Record<string, string>> };
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Example {
  readonly summary?: string;
  readonly value: unknown;
}

interface Media {
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, Example>>;
}

interface Response {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Readonly<Record<string, Media>>;
}

export interface Description {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post?: {
          readonly requestBody: { readonly content: Readonly<Record<string, Media>> };
          readonly responses: Readonly<Record<string, Response>>;
        };
      }
    >
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

export function readDescription(): Description {
  return parse(read("spec/openapi.yaml")) as Description;
}

/** Returns `Name` for `#/components/schemas/Name`. */
export function getRefName($ref: string): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}
