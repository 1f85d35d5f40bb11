import { getFirstParagraph, splitDocument } from "./markdown.ts";
import { read } from "./repository.ts";

/** The sections of the repository's README that the home page shows, by anchor. */
export const homeSections = ["packages", "compared-with-other-sdks"] as const;

export interface HomePage {
  readonly title: string;
  readonly tagline: string;
  /** How to install the SDK, and the first example. */
  readonly intro: string;
}

/** Reads what the top of the home page shows. */
export function readHomePage(): HomePage {
  const { intro } = splitDocument(read("packages/sdk/README.md"));
  return { title: splitDocument(read("README.md")).title, tagline: getFirstParagraph(intro) ?? "", intro };
}
