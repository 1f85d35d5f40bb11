const pauseMs = 3000;

/**
 * Announces a stream to screen readers in a live region. It announces new text every three seconds, up to the last
 * complete word, because a screen reader could not finish a sentence if each chunk were announced.
 */
export class Announcer {
  readonly #region: Pick<HTMLElement, "textContent">;
  #announced = 0;
  #lastAnnouncedMs = 0;

  constructor(region: Pick<HTMLElement, "textContent">) {
    this.#region = region;
  }

  start(message: string): void {
    this.#announced = 0;
    this.#lastAnnouncedMs = performance.now();
    this.#region.textContent = message;
  }

  /** Receives the text so far. */
  update(text: string): void {
    const now = performance.now();
    if (now - this.#lastAnnouncedMs < pauseMs) return;
    const end = text.search(/\s\S*$/);
    if (end <= this.#announced) return;
    this.#region.textContent = text.slice(this.#announced, end);
    this.#announced = end;
    this.#lastAnnouncedMs = now;
  }

  /** Announces the rest of the text, and how the run ended. */
  end(text: string, message: string): void {
    this.#region.textContent = `${text.slice(this.#announced)} ${message}`.trim();
    this.#announced = text.length;
  }
}
