/** The settings on a static host, which has no mock server. `pnpm site` serves others. */
export function GET(): Response {
  return Response.json({ mock: null });
}
