/** A number in [0, 1) that hangs on the seed and the keys alone (FNV-1a, its bits mixed at the end). */
export function fractionOf(seed: number, ...keys: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from([seed, ...keys].join("\0"))) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
