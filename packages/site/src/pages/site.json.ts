/** On a static host nothing stands behind the site; `pnpm site` answers this with its mock server. */
export function GET(): Response {
  return Response.json({ mock: null });
}
