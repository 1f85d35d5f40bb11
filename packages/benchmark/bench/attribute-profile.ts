import type { Profiler } from "node:inspector";
import { getGroup, type Group } from "./profile-groups.ts";
import type { ThreadProfile } from "./profiler.mts";

/**
 * Returns the CPU time of a thread by group, in microseconds: each sample counts the same, whatever time passed, because
 * the thread may have waited for a processor. What it spent outside of JavaScript is left out.
 */
export function attributeProfile({ profile, cpu }: ThreadProfile): ReadonlyMap<Group, number> {
  const groups = assignGroups(profile.nodes);
  const idle = profile.nodes.find(({ callFrame }) => callFrame.functionName === "(idle)")?.id;
  const samples = (profile.samples ?? []).filter((id) => id !== idle);
  const times = new Map<Group, number>();
  for (const id of samples) {
    const group = groups.get(id);
    if (group) times.set(group, (times.get(group) ?? 0) + cpu / samples.length);
  }
  return times;
}

/** Returns the group of each node by its id. A node without one has that of its parent. */
function assignGroups(nodes: readonly Profiler.ProfileNode[]): ReadonlyMap<number, Group | undefined> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const groups = new Map<number, Group | undefined>();
  const assign = (node: Profiler.ProfileNode | undefined, inherited: Group | undefined): void => {
    if (!node) return;
    const group = getGroup(node.callFrame) ?? inherited;
    groups.set(node.id, group);
    for (const child of node.children ?? []) assign(byId.get(child), group);
  };
  assign(nodes[0], undefined);
  return groups;
}
