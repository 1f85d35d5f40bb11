import { read } from "../../content/repository.ts";

/** Serves the unchanged API description for download. */
export function GET(): Response {
  return new Response(read("spec/openapi.yaml"), { headers: { "content-type": "application/yaml" } });
}
