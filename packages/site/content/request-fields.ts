import { getRefName, type Description } from "./description.ts";

/** Returns the names of the fields of each request body, by the ID of the page about its type. */
export function getRequestFields({ paths, components }: Description): ReadonlyMap<string, readonly string[]> {
  const bodies = Object.values(paths).flatMap(({ post }) => Object.values(post?.requestBody.content ?? {}));
  const names = bodies.flatMap(({ schema }) => (schema?.$ref === undefined ? [] : [getRefName(schema.$ref)]));
  return new Map(
    names.map((name) => {
      const fields = Object.keys(components.schemas[name]?.properties ?? {});
      return [`reference/models/${name.toLowerCase()}`, fields] as const;
    }),
  );
}
