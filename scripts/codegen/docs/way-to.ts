import { posix } from "node:path";

/** The relative URL of a place, `lib/node.md#options`, on another page; `""` for the page itself. */
export function wayTo(place: string, from: string): string {
  const [path = "", anchor] = place.split("#");
  const way = path === from ? "" : posix.relative(posix.dirname(from), path).replace(/^(?!\.)/, "./");
  return anchor === undefined ? way : `${way}#${anchor}`;
}
