import { AnswerView } from "./answer-view.ts";
import { CodeView } from "./code-view.ts";
import { byId } from "./element.ts";
import { RequestForm } from "./form.ts";
import { newProgress, runCall } from "./run-call.ts";

/** Brings the playground's page to life. */
export async function startPlayground(): Promise<void> {
  const form = new RequestForm();
  const code = new CodeView();
  const runs = new Runs(form);
  const showCode = (): void => code.show(form.read());
  for (const event of ["input", "change"]) form.area.addEventListener(event, showCode);
  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    void runs.start();
  });
  form.server.setMock(await findMock());
  showCode();
  runs.allow();
}

/** One call at a time, from the button that sends it to its end. */
class Runs {
  readonly #form: RequestForm;
  readonly #view = new AnswerView();
  readonly #send = byId("send", HTMLButtonElement);
  readonly #stop = byId("stop", HTMLButtonElement);
  #running: AbortController | undefined;

  constructor(form: RequestForm) {
    this.#form = form;
    this.#stop.addEventListener("click", () => this.#running?.abort(new Error("The stop button was pressed")));
  }

  allow(): void {
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
    bringIntoView(byId("answer", HTMLElement));
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

  /** The focus moves along to the button that has its place. */
  #setRunning(controller: AbortController | undefined): void {
    const [gone, come] = controller ? [this.#send, this.#stop] : [this.#stop, this.#send];
    const hadFocus = document.activeElement === gone;
    this.#running = controller;
    gone.hidden = true;
    come.hidden = false;
    if (hadFocus) come.focus({ preventScroll: true });
  }
}

/** On a phone the answer stands below the form. */
function bringIntoView(answer: HTMLElement): void {
  const { top, bottom } = answer.getBoundingClientRect();
  if (top > innerHeight * 0.6 || bottom < innerHeight * 0.2) answer.scrollIntoView({ block: "start" });
}

function oncePerFrame(paint: () => unknown): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      paint();
    });
  };
}

/** The URL of the mock server, if one stands behind the site. */
async function findMock(): Promise<string | undefined> {
  try {
    const response = await fetch("/site.json");
    const { mock } = (await response.json()) as { mock: string | null };
    return mock === null ? undefined : new URL(mock, location.href).href;
  } catch {
    return undefined;
  }
}
