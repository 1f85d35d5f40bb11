import { inspect } from "node:util";

/** Where a secret stands in what is printed of a value, in any of the usual ways; "" if it does not. */
export function leak(value: unknown, secret: string): string {
  const text = printed(value);
  const at = text.indexOf(secret);
  return at === -1 ? "" : text.slice(Math.max(0, at - 100), at + 100);
}

function printed(value: unknown): string {
  const parts = [String(value), JSON.stringify(value), inspect(value, { depth: 9, maxStringLength: null })];
  for (let link = value; link instanceof Error; link = link.cause) {
    parts.push(link.message, link.stack ?? "", inspect(link, { depth: 9 }), JSON.stringify({ ...link }));
    if ("headers" in link) parts.push(JSON.stringify([...(link.headers as Headers)]));
  }
  return parts.join("\n");
}
