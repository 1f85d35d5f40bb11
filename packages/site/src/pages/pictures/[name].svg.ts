import { basename } from "node:path";
import type { APIContext, GetStaticPathsItem } from "astro";
import { findFiles, read } from "../../../content/repository.ts";

export function getStaticPaths(): GetStaticPathsItem[] {
  return findFiles("packages/*/*.svg").map((file) => ({
    params: { name: basename(file, ".svg") },
    props: { file },
  }));
}

/** Serves the images of the READMEs. */
export function GET({ props }: APIContext<{ file: string }>): Response {
  return new Response(read(props.file), { headers: { "content-type": "image/svg+xml" } });
}
