import { OpenRouterCore } from "../core.ts";
import type { Activity, EndEvent } from "../observer/activity.ts";

/**
 * Runs one activity of a `chatTools` run, and reports it to the observers of the client.
 *
 * @param describe Returns what the end event says about the value.
 */
export function observeActivity<T>(
  core: OpenRouterCore,
  activity: Activity,
  run: () => Promise<T>,
  describe: (value: T) => Pick<EndEvent, "error" | "usage">,
): Promise<T> {
  const { observers } = OpenRouterCore.getOptions(core);
  const observed = observers.reduceRight(
    (next, observer) => () => observer.observeActivity(activity, next, describe),
    run,
  );
  return observed();
}
