/** A page generated from a Markdown file, or an example, of the repository. */
export interface Page {
  /** Its path on the site, without slashes at the ends. */
  readonly id: string;
  readonly title: string;
  /** The label in the sidebar, if the title is too long. */
  readonly label?: string;
  /** Markdown without the first heading, with the links of the source. */
  readonly body: string;
  /** The source file, relative to the root of the repository. */
  readonly source: string;
  /** The anchor on this page for each anchor of the source that it contains; `""` is the top of the page. */
  readonly anchors: ReadonlyMap<string, string>;
}
