import { expect, test } from "vitest";
import { callDocument } from "../support/call-document.ts";

test("Directus: 3.0 JSON, many references, a key in a header or the query", async () => {
  const found = await callDocument({
    spec: "@directus/specs/dist/openapi.json",
    options: `credentials: { Auth: "Bearer T" }`,
    usage: `
const login = await client.POST("/auth/login", { body: { email: "a@example.com", password: "p", mode: "json" } });
const token: string | undefined = login.data?.data?.access_token;
const activity = await client.GET("/activity/{id}", { params: { path: { id: 1 }, query: { fields: ["*"] } } });
const action: string | undefined = activity.data?.data?.action;
const unknown = await client.GET("/activity/{id}", { params: { path: { id: 1 } }, headers: { Prefer: "code=404" } });

// An error whose body is not JSON is its text.
const message = typeof unknown.error === "string" ? unknown.error : unknown.error?.errors?.[0]?.message;
console.log(JSON.stringify([login.response.status, typeof token, activity.response.status, typeof action,
  unknown.response.status, typeof message]));`,
  });
  expect(found).toEqual([200, "string", 200, "string", 404, "string"]);
});

test("Blockfrost: 3.0 YAML, a key in a header, which some operations do not require", async () => {
  const found = await callDocument({
    spec: "@blockfrost/openapi/openapi.yaml",
    options: `apiKey: () => "mainnet"`,
    usage: `
const health = await client.GET("/health");
const isHealthy: boolean | undefined = health.data?.is_healthy;
const block = await client.GET("/blocks/latest");
const slot: number | null | undefined = block.data?.slot;
const unauthorized = await createClient({ serverURL: process.argv[2] ?? "" }).GET("/blocks/latest");
console.log(JSON.stringify([health.response.status, isHealthy, block.response.status, typeof slot, unauthorized.response.status]));`,
  });
  expect(found).toEqual([200, true, 200, "number", 401]);
});

test("ShipEngine: 3.0 YAML, deep inheritance, an array as body", async () => {
  const found = await callDocument({
    spec: "shipengine-openapi/openapi.yaml",
    options: `apiKey: "T"`,
    usage: `
const carriers = await client.GET("/v1/carriers");
const carrier: string | undefined = carriers.data?.carriers?.[0]?.carrier_id;
const valid = await client.POST("/v1/addresses/validate", {
  body: [{ address_line1: "525 S Winchester Blvd", city_locality: "San Jose", state_province: "CA", country_code: "US" }],
});
const status: string | undefined = valid.data?.[0]?.status;
const missing = await client.GET("/v1/carriers/{carrier_id}", { params: { path: { carrier_id: "se-1" } }, headers: { Prefer: "code=404" } });
console.log(JSON.stringify([carriers.response.status, typeof carrier, valid.response.status, typeof status,
  missing.response.status, typeof missing.error === "string" ? missing.error : missing.error?.errors[0]?.error_type]));`,
  });
  expect(found).toEqual([200, "string", 200, "string", 404, "account_status"]);
});

test("Train Travel: 3.1 JSON, OAuth2, problem+json, ids that are not identifiers", async () => {
  const found = await callDocument({
    spec: "@readme/oas-examples/3.1/json/train-travel.json",
    options: `apiKey: "T"`,
    usage: `
const stations = await client.GET("/stations");
const name: string | undefined = stations.data?.data?.[0]?.name;
const booking = await client.POST("/bookings", {
  body: { trip_id: "ea399ba1-6d95-433f-92d1-83f67b775594", passenger_name: "John Doe", has_bicycle: true },
});
const passenger: string | undefined = booking.data?.passenger_name;
const missing = await client.GET("/bookings/{bookingId}", {
  params: { path: { bookingId: "1725ff48-ab45-4bb5-9d02-88745177dedb" } },
  headers: { Prefer: "code=404" },
});
const title = typeof missing.error === "string" ? missing.error : missing.error?.title;
console.log(JSON.stringify([stations.response.status, name, booking.response.status, passenger, missing.response.status, title]));`,
  });
  expect(found).toEqual([200, "Berlin Hauptbahnhof", 201, "John Doe", 404, "Not Found"]);
});
