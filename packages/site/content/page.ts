/** A page that is made of a text of the repository. */
export interface Page {
  /** Its path on the site, without slashes at the ends. */
  readonly id: string;
  readonly title: string;
  /** What the sidebar calls it, where the title is too long for that. */
  readonly label?: string;
  /** Markdown without the first heading, its links as they stand in the source. */
  readonly body: string;
  /** The file that it is made of, from the top of the repository. */
  readonly source: string;
  /** Anchors of the source that this page holds, each with the anchor that it has here: `""` is the page's top. */
  readonly anchors: ReadonlyMap<string, string>;
}
