import { ResponseView } from "./response-view.ts";
import { CodeView } from "./code-view.ts";
import { byId } from "./element.ts";
import { RequestForm } from "./form.ts";
import { newProgress, runCall } from "./run-call.ts";
import { sitePath } from "../site-path.ts";

/** Starts the playground. */
export async function startPlayground(): Promise<void> {
  const form = new RequestForm();
  const code = new CodeView();
  const runner = new Runner(form);
  const showCode = (): void => code.show(form.read());
  for (const event of ["input", "change"]) form.area.addEventListener(event, showCode);
  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    void runner.start();
  });
  form.server.setMock(await findMock());
  showCode();
  runner.enable();
}

/** Runs one call at a time. */
class Runner {
  readonly #form: RequestForm;
  readonly #view = new ResponseView();
  readonly #send = byId("send", HTMLButtonElement);
  readonly #stop = byId("stop", HTMLButtonElement);
  #running: AbortController | undefined;

  constructor(form: RequestForm) {
    this.#form = form;
    this.#stop.addEventListener("click", () => this.#running?.abort(new Error("The stop button was pressed")));
  }

  enable(): void {
    this.#send.disabled = false;
  }

  async start(): Promise<void> {
    if (this.#running) return;
    const call = this.#form.read();
    if (!call) return this.#form.showFirstProblem();
    const controller = new AbortController();
    const progress = newProgress();
    this.#setRunning(controller);
    this.#view.start();
    scrollToResponse(byId("response", HTMLElement));
    const report = oncePerFrame(() => this.#running === controller && this.#view.update(progress));
    const { apiKey } = this.#form.server;
    try {
      await runCall({ call, apiKey, signal: controller.signal }, progress, report);
      this.#view.finish(progress, undefined, false);
    } catch (error) {
      this.#view.finish(progress, error, controller.signal.aborted);
    } finally {
      this.#setRunning(undefined);
    }
  }

  /** Swaps the buttons, and moves the focus to the visible one. */
  #setRunning(controller: AbortController | undefined): void {
    const [hiddenButton, shownButton] = controller ? [this.#send, this.#stop] : [this.#stop, this.#send];
    const hadFocus = document.activeElement === hiddenButton;
    this.#running = controller;
    hiddenButton.hidden = true;
    shownButton.hidden = false;
    if (hadFocus) shownButton.focus({ preventScroll: true });
  }
}

/** Scrolls to the response, which is below the form on a phone. */
function scrollToResponse(panel: HTMLElement): void {
  const { top, bottom } = panel.getBoundingClientRect();
  if (top > innerHeight * 0.6 || bottom < innerHeight * 0.2) panel.scrollIntoView({ block: "start" });
}

function oncePerFrame(render: () => unknown): () => void {
  let isScheduled = false;
  return () => {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      render();
    });
  };
}

/** Returns the URL of the mock server, if the site has one. */
async function findMock(): Promise<string | undefined> {
  try {
    const response = await fetch(sitePath("/site.json"));
    const { mock } = (await response.json()) as { mock: string | null };
    return mock === null ? undefined : new URL(mock, location.href).href;
  } catch {
    return undefined;
  }
}
