import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startMockServer } from "../../../../scripts/mock-server.ts";
import { serveSite } from "../../server/static-server.ts";
import { unpackBrowser } from "./browser.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The path of the browser. */
    browser: string;
    /** The folder of the built site. */
    dist: string;
    /** The URL of the site with a mock server, as in `pnpm site --built`; without a trailing slash. */
    site: string;
    /** The URL of the mock server, without a trailing slash. */
    mock: string;
    /** The URL of the same files on a host without a mock server. */
    staticSite: string;
  }
}

/** Serves the built site, and unpacks the browser once for all files. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const dist = join(import.meta.dirname, "../../dist");
  const folder = await mkdtemp(join(tmpdir(), "browser-"));
  const given = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  provide("browser", await unpackBrowser());
  if (given === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = given;
  const mock = await startMockServer();
  const site = await serveSite(dist, { mockURL: mock.url });
  const staticSite = await serveSite(dist);
  provide("dist", dist);
  provide("mock", mock.url);
  provide("site", site.url);
  provide("staticSite", staticSite.url);
  return async () => {
    await Promise.all([site[Symbol.asyncDispose](), staticSite[Symbol.asyncDispose](), mock.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
}
