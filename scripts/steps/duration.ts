/** Formats a duration: `12.3 s`, or `3 min 20 s` from 100 seconds on. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 99_950) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
