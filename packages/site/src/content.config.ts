import { defineCollection } from "astro:content";
import { docsSchema } from "@astrojs/starlight/schema";
import { z } from "astro/zod";
import { createPartsLoader, createRepositoryLoader } from "../content/loader.ts";

export const collections = {
  docs: defineCollection({ loader: createRepositoryLoader(), schema: docsSchema() }),
  /** Sections of the repository's README, for the home page. */
  parts: defineCollection({ loader: createPartsLoader(), schema: z.object({ heading: z.string() }) }),
};
