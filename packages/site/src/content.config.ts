import { defineCollection } from "astro:content";
import { docsSchema } from "@astrojs/starlight/schema";
import { z } from "astro/zod";
import { partsLoader, repositoryLoader } from "../content/loader.ts";

export const collections = {
  docs: defineCollection({ loader: repositoryLoader(), schema: docsSchema() }),
  /** Sections of the repository's README, for the home page. */
  parts: defineCollection({ loader: partsLoader(), schema: z.object({ heading: z.string() }) }),
};
