import { expect, test } from "vitest";
import { onPlatform } from "../support/platforms.js";
import { config, planOf, warningsOf } from "../support/project.js";

test.each([
  ["a host in a private network", onPlatform("minio", { host: "minio.acme.internal" }), "minio.acme.internal"],
  ["S3 with roles", config("objectStore", { useSSL: false }), "Amazon S3"],
] as const)("TLS off towards %s is warned of", (_, change, name) => {
  const [{ location: _place, severity: _severity, ...warning } = {}, ...others] = warningsOf(change);

  expect(others).toEqual([]);
  expect(warning).toEqual({
    code: "endpoint-plain-http",
    message: `objectStore.useSSL is false, and ${name} isn't in the cluster`,
    rule: "whoever is on the way can read every artifact",
    mend: "set objectStore.useSSL: true; a Service in the cluster is named <service>.<namespace>.svc.cluster.local",
  });
});

test.each(["default", "eu", "fedramp"])("cloudflare-r2: the jurisdiction %s is part of the host", (endpoint) => {
  const { host: name } = planOf(onPlatform("cloudflare-r2", { endpoint })).settings.endpoint;
  const part = endpoint === "default" ? "" : `${endpoint}.`;

  expect(name).toBe(`0123456789abcdef0123456789abcdef.${part}r2.cloudflarestorage.com`);
});
