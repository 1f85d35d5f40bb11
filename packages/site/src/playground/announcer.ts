const pauseMs = 3000;

/**
 * Tells screen readers what comes, in a live region: not each chunk, which would never let them finish a sentence, but
 * every few seconds what is new, up to the last whole word.
 */
export class Announcer {
  readonly #region: Pick<HTMLElement, "textContent">;
  #told = 0;
  #lastTold = 0;

  constructor(region: Pick<HTMLElement, "textContent">) {
    this.#region = region;
  }

  start(message: string): void {
    this.#told = 0;
    this.#lastTold = performance.now();
    this.#region.textContent = message;
  }

  /** The text so far. */
  update(text: string): void {
    const now = performance.now();
    if (now - this.#lastTold < pauseMs) return;
    const end = text.search(/\s\S*$/);
    if (end <= this.#told) return;
    this.#region.textContent = text.slice(this.#told, end);
    this.#told = end;
    this.#lastTold = now;
  }

  /** The rest of the text, and how it ended. */
  end(text: string, message: string): void {
    this.#region.textContent = `${text.slice(this.#told)} ${message}`.trim();
    this.#told = text.length;
  }
}
