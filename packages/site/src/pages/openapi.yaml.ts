import { read } from "../../content/repository.ts";

/** The API description as it is, to download. */
export function GET(): Response {
  return new Response(read("spec/openapi.yaml"), { headers: { "content-type": "application/yaml" } });
}
