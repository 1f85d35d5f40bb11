import { join } from "node:path";

/** A document, and what the generator makes of it. */
export interface CorpusDocument {
  readonly name: string;
  readonly file: string;
  /** The number of warnings. */
  readonly warnings: number;
  /** The beginning of the error, if the document is refused. */
  readonly refused?: string;
  /** Whether openapi-typescript refuses the document. */
  readonly isOnlyReadHere?: boolean;
  /** The schemas whose types differ from those of openapi-typescript, if the types are compared. */
  readonly differences?: readonly string[];
}

const scripts = join(import.meta.dirname, "../..");

function createPublished(path: string, facts: Partial<CorpusDocument> = {}): CorpusDocument {
  return { name: path, file: join(scripts, "node_modules", path), warnings: 0, ...facts };
}

/** A small document in the manner of published ones. */
function createSmall(name: string, facts: Partial<CorpusDocument> = {}): CorpusDocument {
  const file = join(scripts, "test/fixtures/documents", `${name}.yaml`);
  return { name: `${name}.yaml`, file, warnings: 0, ...facts };
}

const examples = "@readme/oas-examples";

export const documents: readonly CorpusDocument[] = [
  // A list has items and no type.
  createPublished("@blockfrost/openapi/openapi.yaml", { warnings: 6, differences: ["SignersTickersMessage"] }),
  createPublished("@dcl/catalyst-api-specs/lib/api.yaml", { differences: [] }),
  createPublished("@digdir/dialogporten-schema/swagger.verified.json", {
    refused: 'The style "simple" has no serialization for the nested arrays or objects of "accept-Language".',
  }),
  createPublished("@directus/specs/dist/openapi.json", { warnings: 1, differences: [] }),
  createPublished("@figma/rest-api-spec/openapi/openapi.yaml", { differences: [] }),
  createPublished("@octokit/openapi/generated/api.github.com.json"),
  createPublished("@phantom/openapi-wallet-service/kms_api.yml", { differences: [] }),
  createPublished("rclone-openapi/openapi.yaml", {
    refused: 'The style "form" has no serialization for the nested arrays or objects of "inputs".',
  }),
  createPublished("shipengine-openapi/openapi.yaml", {
    // Bytes are a Blob; what an allOf or a schema with a union requires of its base or members is required.
    differences: [
      "download_file_pdf_response_body",
      "download_file_png_response_body",
      "download_file_zpl_response_body",
      "calculate_rates_request_body",
      "update_shipment_response_body",
    ],
  }),
  createPublished(`${examples}/3.0/json/callbacks.json`, { differences: [] }),
  createPublished(`${examples}/3.0/json/circular.json`, { differences: [] }),
  createPublished(`${examples}/3.0/json/discriminators.json`, { isOnlyReadHere: true }),
  createPublished(`${examples}/3.0/json/parameters-extreme.json`, { differences: [] }),
  createPublished(`${examples}/3.0/json/schema-types.json`, { differences: [] }),
  createPublished(`${examples}/3.0/json/security-multiple.json`, { differences: [] }),
  createPublished(`${examples}/3.0/json/star-trek.json`, { differences: [] }),
  createPublished(`${examples}/3.0/json/uspto.json`, { differences: [] }),
  createPublished(`${examples}/3.1/json/readme.json`, { warnings: 498, differences: [] }),
  createPublished(`${examples}/3.1/json/schema-types.json`, { warnings: 3, differences: [] }),
  createPublished(`${examples}/3.1/json/train-travel.json`, { differences: [] }),
  createPublished(`${examples}/3.1/json/webhooks.json`, { differences: [] }),
  createPublished(`${examples}/2.0/json/petstore.json`, { refused: "Swagger 2.0 is not supported." }),
  createSmall("assistant", { warnings: 3, differences: ["Request", "Compound", "Response"] }),
  createSmall("events", { differences: [] }),
  createSmall("fastapi", { differences: [] }),
  createSmall("laravel", { warnings: 16, differences: [] }),
  createSmall("music", { refused: "`name.required` must be a list, got true." }),
  createSmall("search", { refused: "`/search.query` belongs to OpenAPI 3.2, which is supported in parts." }),
  createSmall("uploads", { differences: ["Bytes", "Tuple", "Named", "Required", "Map", "Recursive"] }),
  createSmall("typebox", { isOnlyReadHere: true }),
];
