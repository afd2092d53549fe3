import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reachOf } from "../../../base/endpoint/host.js";
import { hostOwners, platformNames, storeOf } from "../../../stores/index.js";

const piece = fc.constantFrom(
  "https://",
  "http:",
  "/",
  ":",
  ":9000",
  ".",
  "..",
  "-",
  " ",
  "@",
  "?",
  "#",
  "[::1]",
  "A",
  "_",
  "minio",
  "s3",
  "svc",
  "1",
  "10",
  "256",
  "s3.eu-west-1.amazonaws.com",
  "s3.eu-central-1.wasabisys.com",
  "storage.googleapis.com",
);
const host = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join("")),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const input = fc.record({ host, region: fc.constantFrom("us-east-1", "eu-west-1", "eu-central-1", "auto") });

describe("a host that is accepted", () => {
  it("is a name or an IPv4 address, on every platform", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...platformNames), input, (platform, stated) => {
        const { endpoint, findings } = storeOf(platform).endpoint(stated, hostOwners);
        const errors = findings.filter(({ severity }) => severity === "error");
        expect(endpoint === undefined).toBe(errors.length > 0);
        if (!endpoint) return;
        accepted += 1;
        // A Service is named in the form that every namespace reads.
        expect([stated.host, `${stated.host}.svc.cluster.local`, `${stated.host}.cluster.local`]).toContain(
          endpoint.host,
        );
        expect(endpoint.host).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/);
      }),
      { numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

describe("who can be on the way to a host", () => {
  it.each([
    ["minio.data.svc", "cluster"],
    ["minio.data.svc.cluster.local", "cluster"],
    ["minio", "cluster"],
    ["store.localhost", "cluster"],
    ["172.15.0.1", "public"],
    ["172.16.0.1", "cluster"],
    ["172.32.0.1", "public"],
    ["192.169.0.1", "public"],
    ["100.63.0.1", "public"],
    ["100.128.0.1", "public"],
    ["8.8.8.8", "public"],
    ["rgw.acme.internal", "private"],
    ["nas.local", "private"],
    ["minio.svc.acme.example", "public"],
    ["minio.data.svc.cluster.local.acme.example", "public"],
    ["minio.data", "public"],
  ])("%s is %s", (name, reach) => {
    expect(reachOf(name)).toBe(reach);
  });
});
