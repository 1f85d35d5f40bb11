export type Timer = ReturnType<typeof setTimeout> | undefined;

/** With a longer delay, `setTimeout` fires immediately. */
const maxTimerMs = 2 ** 31 - 1;

/** Like `setTimeout`, for any number of milliseconds. A timer of more than 24.8 days never expires. */
export function setTimer(ms: number, action: () => void): Timer {
  return ms > maxTimerMs ? undefined : setTimeout(action, ms);
}
