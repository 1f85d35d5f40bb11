import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ChatCompletionError, ConnectionError, OpenRouterDefaultError } from "@org/sdk/models/errors";
import { nodeFetch } from "@org/sdk/node.js";
import { readRelay, relay } from "@org/sdk/relay.js";
import { greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import type { FaultServer } from "@org/test-server/fault-server/server.ts";
import { findFreePort } from "@org/test-server/listen.ts";
import { startRelayServer } from "@org/test-server/relay-server.ts";
import { Agent } from "undici";
import { runCommand, startChildServer } from "./child-process.ts";
import { NotInstalledError, type StartGateway, type Suite } from "./gateway.ts";
import { sharedCases } from "./shared-cases.ts";
import { openStream, readInStep, readSlowStream, readTruncated } from "./streams.ts";
import { type Case, type Cases, createClient, createRequest, getError, type Target } from "./target.ts";

const apiKey = "sk-key-of-the-client";
const model = "test/model-1";

/** The locations of nginx by the first segment of their path, with their directives. */
const locations = {
  default: "",
  // By default, only text/html is compressed: https://nginx.org/en/docs/http/ngx_http_gzip_module.html.
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

/** Starts nginx as a reverse proxy in front of the upstream server. */
export const startNginx: StartGateway = async (upstream, folder) => {
  const version = await findVersion();
  const ports: Ports = { http: await findFreePort(), https: await findFreePort() };
  const hasCertificate = await createCertificate(folder);
  const refusedURL = await upstream.createRefusedURL();
  await using resources = new AsyncDisposableStack();
  const relayServer = resources.use(await startRelayServer(() => relayUpstream(upstream)));
  const config = createConfig({
    upstreamURL: upstream.url,
    refusedURL,
    relayURL: relayServer.url,
    ports,
    hasCertificate,
  });
  await writeFile(join(folder, "nginx.conf"), config);
  const child = resources.use(
    await startChildServer("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], {
      env,
      readyURL: `http://127.0.0.1:${ports.http}/ready`,
    }),
  );
  const owned = resources.move();
  return {
    version,
    suites: [
      ...createSuites(upstream, ports.http),
      ...(hasCertificate ? await createTLSSuites(upstream, ports, folder) : []),
    ],
    get log() {
      return child.output;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
};

// On Debian, nginx is in a folder that is not in the PATH of each user.
const env = { ...process.env, PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/usr/local/sbin` };

async function findVersion(): Promise<string> {
  try {
    const { stderr } = await runCommand("nginx", ["-v"], env);
    return /nginx\/(\S+)/.exec(stderr)?.[1] ?? "";
  } catch (cause) {
    throw new NotInstalledError("apt-get install -y nginx, or your system's package", { cause });
  }
}

/** Creates a self-signed certificate for loopback. Returns false when openssl is missing. */
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
  readonly refusedURL: string;
  readonly relayURL: string;
  readonly ports: Ports;
  readonly hasCertificate: boolean;
}

function createConfig({ upstreamURL, refusedURL, relayURL, ports, hasCertificate }: ConfigOptions): string {
  const proxied = Object.entries(locations).map(
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
  // One process, so that no worker survives when it is killed.
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
    location /dead/ { proxy_pass ${refusedURL}/; }
    ${proxied.join("\n    ")}
  }
  ${hasCertificate ? tls : ""}
}
`;
}

function createSuites(upstream: FaultServer, port: number): Suite[] {
  const createTarget = (location: Location | "dead"): Target => ({
    client: { serverURL: `http://127.0.0.1:${port}/${location}/v1`, apiKey },
    model,
    upstream,
    cancelsCompletions: true,
    requestIdHeader: "x-request-id",
  });
  const cases = { ...sharedCases, ...truncationCases };
  return [
    { name: "nginx", target: createTarget("default"), cases },
    {
      name: "nginx, gzip",
      target: { ...createTarget("gzip"), delaysCompressed: true },
      cases: { ...cases, "slow stream, compressed": readSlowStream },
    },
    { name: "nginx, unbuffered", target: createTarget("unbuffered"), cases },
    {
      name: "nginx, gzip, unbuffered",
      target: createTarget("gzip-unbuffered"),
      cases: { ...cases, "event by event, compressed": readCompressed },
    },
    { name: "nginx, HTML pages", target: createTarget("default"), cases: createErrorPageCases(createTarget) },
    { name: "nginx, relay", target: createTarget("gzip"), cases: createRelayCases(port) },
  ];
}

const truncationCases: Cases = {
  "stream ends without finish_reason": (target) => readTruncated(target, (exchange) => exchange.endChunks()),
};

const readCompressed: Case = (target) => readInStep(target, () => openStream(target));

/** Creates the cases of error pages that nginx generates. */
function createErrorPageCases(createTarget: (location: Location | "dead") => Target): Cases {
  const createCase = (location: Location | "dead", statusCode: number, isRetryable: boolean): Case => {
    const target = createTarget(location);
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
    "502, the upstream server is down": createCase("dead", 502, true),
    "504 after proxy_read_timeout": createCase("impatient", 504, true),
    "503 of nginx": createCase("busy", 503, true),
    "413 of client_max_body_size": createCase("small", 413, false),
    "401 of auth_request": createCase("private", 401, false),
    "stream truncated by proxy_read_timeout": () =>
      readTruncated(createTarget("impatient"), (exchange) => exchange.stall()),
  };
}

function createRelayCases(port: number): Cases {
  const url = `http://127.0.0.1:${port}/relay`;
  return {
    // nginx obeys x-accel-buffering, and flushes compressed events.
    "event by event, compressed": (target) => readInStep(target, () => readRelay(fetch(url))),
    "error relayed": async ({ upstream }) => {
      upstream.on(faults["status-429"]);
      const error = await getError(() => readRelay(fetch(url)), ChatCompletionError);
      assert.equal(error.statusCode, 429);
      return error.message;
    },
    "reader disconnects": async ({ upstream }) => {
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
  const createTarget = (location: Location, allowH2: boolean): Target => ({
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
  const cases = { ...sharedCases, ...truncationCases };
  return [
    { name: "nginx, https, unbuffered", target: createTarget("unbuffered", false), cases },
    // Over HTTP/1.1, nginx sends a TLS record only when it is full, with or without compression.
    { name: "nginx, https", target: createTarget("default", false), cases: { "slow stream": readSlowStream } },
    { name: "nginx, HTTP/2", target: createTarget("default", true), cases },
    { name: "nginx, TLS errors", target: createTarget("default", false), cases: createTLSErrorCases({ http, https }) },
  ];
}

function createTLSErrorCases({ http, https }: Ports): Cases {
  return {
    "certificate not trusted": async () => {
      const error = await getError(createCall(`https://127.0.0.1:${https}/v1`), ConnectionError);
      assert.equal(error.kind, "tls");
      return error.message;
    },
    "https to a plain port": async () => {
      const error = await getError(createCall(`https://127.0.0.1:${http}/v1`), ConnectionError);
      assert.doesNotMatch(error.message, /\.c:\d/);
      return error.message;
    },
    "http to a TLS port": async () => {
      const error = await getError(createCall(`http://127.0.0.1:${https}/v1`), OpenRouterDefaultError);
      assert.equal(error.statusCode, 400);
      return error.message;
    },
  };
}

/** Creates a call with the fetch of the runtime, which does not trust the self-signed certificate. */
function createCall(serverURL: string): () => Promise<unknown> {
  const client = createClient({ client: { serverURL, apiKey } });
  return () => client.chat.complete(createRequest({ model }));
}
