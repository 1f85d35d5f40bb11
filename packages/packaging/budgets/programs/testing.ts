import { errorResponse, jsonResponse, mockFetch, sseResponse } from "@org/sdk/testing.js";

export const fetch = mockFetch([
  jsonResponse("Hello."),
  sseResponse("Hello."),
  errorResponse(429, "Too many requests"),
]);
