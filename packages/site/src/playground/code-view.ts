import { allWithin, byId, within } from "./element.ts";
import type { Call } from "./call.ts";
import { codeSamples, isSampleKind, type SampleKind } from "./code/code-samples.ts";
import { highlight } from "./highlight.ts";

/** The tabs with the code of the call. */
export class CodeView {
  readonly #tabs = allWithin(byId("code-tabs", HTMLElement), "[role=tab]", HTMLButtonElement);
  readonly #panel = byId("code-panel", HTMLElement);
  readonly #copy = byId("copy", HTMLButtonElement);
  #kind: SampleKind = "sdk";
  #call: Call | undefined;

  constructor() {
    for (const tab of this.#tabs) {
      tab.addEventListener("click", () => this.#select(tab));
      tab.addEventListener("keydown", (event) => this.#move(event, tab));
    }
    this.#copy.addEventListener("click", () => void this.#copyCode());
  }

  /** Shows the code of a call. While the form is invalid, the previous code stays. */
  show(call: Call | undefined): void {
    this.#panel.classList.toggle("stale", call === undefined);
    if (call === undefined) return;
    this.#call = call;
    this.#render();
  }

  #select(tab: HTMLButtonElement): void {
    const name = tab.dataset["sample"] ?? "";
    if (!isSampleKind(name)) return;
    this.#kind = name;
    for (const other of this.#tabs) {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
    }
    this.#panel.setAttribute("aria-labelledby", tab.id);
    this.#render();
  }

  /** Moves between tabs with the arrow keys (WAI-ARIA tabs pattern). */
  #move(event: KeyboardEvent, tab: HTMLButtonElement): void {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = this.#tabs.at((this.#tabs.indexOf(tab) + step) % this.#tabs.length);
    if (!next) return;
    next.focus();
    this.#select(next);
  }

  #render(): void {
    if (!this.#call) return;
    const { generate, language } = codeSamples[this.#kind];
    within(this.#panel, "code", HTMLElement).replaceChildren(...highlight(generate(this.#call), language));
  }

  async #copyCode(): Promise<void> {
    const text = within(this.#panel, "code", HTMLElement).textContent;
    const status = await navigator.clipboard.writeText(text).then(
      () => "Copied",
      () => "The browser does not allow copying",
    );
    byId("copied", HTMLElement).textContent = status;
    setTimeout(() => (byId("copied", HTMLElement).textContent = ""), 2000);
  }
}
