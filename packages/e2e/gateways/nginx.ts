import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ChatCompletionError, ConnectionError, OpenRouterDefaultError } from "@org/sdk/models/errors";
import { nodeFetch } from "@org/sdk/node.js";
import { readRelay, relay } from "@org/sdk/relay.js";
import { greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import type { FaultServer } from "@org/test-server/fault-server/server.ts";
import { findFreePort } from "@org/test-server/listen.ts";
import { relayingServer } from "@org/test-server/relay-server.ts";
import { Agent } from "undici";
import { runCommand, startChildServer } from "./child-process.ts";
import { sharedCases } from "./shared-cases.ts";
import { NotInstalledError, type StartServer, type Suite } from "./gateway.ts";
import { openStream, readCut, readHeldBack, readInStep } from "./streams.ts";
import { type Case, type Cases, createClient, createRequest, getError, type Target } from "./target.ts";

const apiKey = "sk-key-behind-the-proxy";
const model = "test/model-1";

/** Ways through nginx: the path that each begins with, and its directives. */
const locations = {
  default: "",
  // https://nginx.org/en/docs/http/ngx_http_gzip_module.html: text/html alone is compressed by default.
  gzip: "gzip on; gzip_min_length 1; gzip_proxied any; gzip_types application/json text/event-stream;",
  unbuffered: 'proxy_buffering off; proxy_http_version 1.1; proxy_set_header Connection "";',
  "gzip-unbuffered":
    "proxy_buffering off; gzip on; gzip_min_length 1; gzip_proxied any; gzip_types application/json text/event-stream;",
  impatient: "proxy_read_timeout 1s;",
  small: "client_max_body_size 1k;",
  busy: "return 503;",
  private: "auth_request /unauthorized;",
};
type Location = keyof typeof locations;

interface Ports {
  readonly http: number;
  readonly https: number;
}

/** nginx as a reverse proxy in front of the upstream server. */
export const startNginx: StartServer = async (upstream, folder) => {
  const version = await findVersion();
  const ports: Ports = { http: await findFreePort(), https: await findFreePort() };
  const hasCertificate = await createCertificate(folder);
  const deadURL = await upstream.refuse();
  await using resources = new AsyncDisposableStack();
  const relaying = resources.use(await relayingServer(() => relayUpstream(upstream)));
  const config = createConfig({ upstreamURL: upstream.url, deadURL, relayURL: relaying.url, ports, hasCertificate });
  await writeFile(join(folder, "nginx.conf"), config);
  const child = resources.use(
    await startChildServer("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], {
      env,
      readyURL: `http://127.0.0.1:${ports.http}/ready`,
    }),
  );
  const kept = resources.move();
  return {
    version,
    suites: [
      ...createSuites(upstream, ports.http),
      ...(hasCertificate ? await createTLSSuites(upstream, ports, folder) : []),
    ],
    get log() {
      return child.output;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
};

// Debian keeps it where not every user's PATH leads.
const env = { ...process.env, PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/usr/local/sbin` };

async function findVersion(): Promise<string> {
  try {
    const { stderr } = await runCommand("nginx", ["-v"], env);
    return /nginx\/(\S+)/.exec(stderr)?.[1] ?? "";
  } catch (cause) {
    throw new NotInstalledError("apt-get install -y nginx, or your system's package", { cause });
  }
}

/** A self-signed certificate for loopback; false where openssl is missing. */
async function createCertificate(folder: string): Promise<boolean> {
  const file = (name: string): string => join(folder, name);
  const args = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
  args.push("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", file("key.pem"), "-out", file("certificate.pem"));
  try {
    await runCommand("openssl", args);
    return true;
  } catch {
    return false;
  }
}

interface ConfigOptions {
  readonly upstreamURL: string;
  readonly deadURL: string;
  readonly relayURL: string;
  readonly ports: Ports;
  readonly hasCertificate: boolean;
}

function createConfig({ upstreamURL, deadURL, relayURL, ports, hasCertificate }: ConfigOptions): string {
  const ways = Object.entries(locations).map(
    ([name, directives]) => `location /${name}/ { ${directives} proxy_pass ${upstreamURL}/; }`,
  );
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${name};`);
  const tls = `server {
    listen 127.0.0.1:${ports.https} ssl http2;
    ssl_certificate certificate.pem;
    ssl_certificate_key key.pem;
    add_header X-Request-ID $request_id always;
    location /default/ { proxy_pass ${upstreamURL}/; }
    location /unbuffered/ { ${locations.unbuffered} proxy_pass ${upstreamURL}/; }
  }`;
  // One process: nothing is left behind when it is killed.
  return `daemon off;
master_process off;
pid nginx.pid;
error_log stderr warn;
events {}
http {
  access_log off;
  ${temporary.join("\n  ")}
  server {
    listen 127.0.0.1:${ports.http};
    add_header X-Request-ID $request_id always;
    location = /ready { return 200; }
    location = /unauthorized { internal; return 401; }
    location = /relay { ${locations.gzip} proxy_pass ${relayURL}; }
    location /dead/ { proxy_pass ${deadURL}/; }
    ${ways.join("\n    ")}
  }
  ${hasCertificate ? tls : ""}
}
`;
}

function createSuites(upstream: FaultServer, port: number): Suite[] {
  const targetOf = (location: Location | "dead"): Target => ({
    client: { serverURL: `http://127.0.0.1:${port}/${location}/v1`, apiKey },
    model,
    upstream,
    cancelsCompletions: true,
    requestIdHeader: "x-request-id",
  });
  const cases = { ...sharedCases, ...cutCases };
  return [
    { name: "nginx", target: targetOf("default"), cases },
    {
      name: "nginx, gzip",
      target: { ...targetOf("gzip"), holdsBackCompressed: true },
      cases: { ...cases, "slow stream, compressed": readHeldBack },
    },
    { name: "nginx, unbuffered", target: targetOf("unbuffered"), cases },
    {
      name: "nginx, gzip, unbuffered",
      target: targetOf("gzip-unbuffered"),
      cases: { ...cases, "event by event, compressed": readCompressed },
    },
    { name: "nginx, pages", target: targetOf("default"), cases: createPageCases(targetOf) },
    { name: "nginx, relay", target: targetOf("gzip"), cases: createRelayCases(port) },
  ];
}

const cutCases: Cases = {
  "stream ends without finish_reason": (target) => readCut(target, (exchange) => exchange.endChunks()),
};

const readCompressed: Case = (target) => readInStep(target, () => openStream(target));

/** Pages that nginx writes itself. */
function createPageCases(targetOf: (location: Location | "dead") => Target): Cases {
  const page = (location: Location | "dead", statusCode: number, isRetryable: boolean): Case => {
    const target = targetOf(location);
    return async () => {
      target.upstream.on(faults["stall-before-headers"]);
      const request = { ...createRequest(target), user: "x".repeat(2_000) };
      const client = createClient(target);
      const error = await getError(() => client.chat.complete(request), OpenRouterDefaultError);
      const open = () => client.chat.complete({ ...request, stream: true });
      const errorOfStream = await getError(open, OpenRouterDefaultError);
      assert.match(error.body, /<html>/);
      for (const { statusCode: status, isRetryable: canRetry, attempts } of [error, errorOfStream]) {
        assert.equal(status, statusCode);
        assert.equal(canRetry, isRetryable);
        assert.equal(attempts, isRetryable ? 2 : 1);
      }
      assert.equal(error.requestId, error.headers.get(target.requestIdHeader));
      assert.equal(errorOfStream.message, error.message);
      return error.message;
    };
  };
  return {
    "502, the upstream server is down": page("dead", 502, true),
    "504 after proxy_read_timeout": page("impatient", 504, true),
    "503 of nginx": page("busy", 503, true),
    "413 of client_max_body_size": page("small", 413, false),
    "401 of auth_request": page("private", 401, false),
    "stream cut by proxy_read_timeout": () => readCut(targetOf("impatient"), (exchange) => exchange.stall()),
  };
}

function createRelayCases(port: number): Cases {
  const url = `http://127.0.0.1:${port}/relay`;
  return {
    // nginx obeys x-accel-buffering and flushes what it compresses.
    "event by event, compressed": (target) => readInStep(target, () => readRelay(fetch(url))),
    "error relayed": async ({ upstream }) => {
      upstream.on(faults["status-429"]);
      const error = await getError(() => readRelay(fetch(url)), ChatCompletionError);
      assert.equal(error.statusCode, 429);
      return error.message;
    },
    "reader leaves": async ({ upstream }) => {
      upstream.on(faults["stall-in-stream"]);
      for await (const _ of await readRelay(fetch(url))) break;
      await upstream.requests.at(-1)?.closed;
      return "noticed upstream";
    },
  };
}

function relayUpstream(upstream: FaultServer): Response {
  const client = createClient({ client: { serverURL: upstream.url, apiKey: "sk-key-of-the-relay" } });
  const messages = [{ role: "user" as const, content: greeting }];
  return relay((signal) => client.chat.complete({ messages, stream: true }, { signal }), { keepAliveMs: 200 });
}

async function createTLSSuites(upstream: FaultServer, { http, https }: Ports, folder: string): Promise<Suite[]> {
  const ca = await readFile(join(folder, "certificate.pem"), "utf8");
  const targetOf = (location: Location, allowH2: boolean): Target => ({
    client: {
      serverURL: `https://127.0.0.1:${https}/${location}/v1`,
      apiKey,
      fetch: nodeFetch({ dispatcher: new Agent({ allowH2, connect: { ca } }) }),
    },
    model,
    upstream,
    cancelsCompletions: true,
    requestIdHeader: "x-request-id",
  });
  const cases = { ...sharedCases, ...cutCases };
  return [
    { name: "nginx, https, unbuffered", target: targetOf("unbuffered", false), cases },
    // Over HTTP/1.1, nginx fills a TLS record before it sends it, compressed or not.
    { name: "nginx, https", target: targetOf("default", false), cases: { "slow stream": readHeldBack } },
    { name: "nginx, HTTP/2", target: targetOf("default", true), cases },
    { name: "nginx, TLS errors", target: targetOf("default", false), cases: createTLSErrorCases({ http, https }) },
  ];
}

function createTLSErrorCases({ http, https }: Ports): Cases {
  return {
    "certificate not trusted": async () => {
      const error = await getError(callTo(`https://127.0.0.1:${https}/v1`), ConnectionError);
      assert.equal(error.kind, "tls");
      return error.message;
    },
    "https to a plain port": async () => {
      const error = await getError(callTo(`https://127.0.0.1:${http}/v1`), ConnectionError);
      assert.doesNotMatch(error.message, /\.c:\d/);
      return error.message;
    },
    "http to a TLS port": async () => {
      const error = await getError(callTo(`http://127.0.0.1:${https}/v1`), OpenRouterDefaultError);
      assert.equal(error.statusCode, 400);
      return error.message;
    },
  };
}

/** With the runtime's own fetch, which trusts no certificate of ours. */
function callTo(serverURL: string): () => Promise<unknown> {
  const client = createClient({ client: { serverURL, apiKey } });
  return () => client.chat.complete(createRequest({ model }));
}
