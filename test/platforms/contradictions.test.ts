import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isForeign, reachOf, serviceHost } from "../../base/endpoint/host.js";
import { hostOwners } from "../../stores/index.js";
import { onPlatform } from "../support/platforms.js";
import { onlyProblem } from "../support/problem.js";
import { type Change, codesOf, config, planOf, warningsOf } from "../support/project.js";

const host = (text: string) => config("objectStore.host", text);
const adopted = config("bucket.create", false);
const plain = config("objectStore.useSSL", false);
const allowed = config("objectStore.allowPlainHttp", true);

describe("plain HTTP", () => {
  test.each([
    ["this stack's bucket", [plain], "endpoint-tls-only"],
    ["this stack's bucket, allowed", [plain, allowed], "endpoint-tls-only"],
    ["an adopted bucket", [plain, adopted], "endpoint-plain-http"],
    ["an adopted bucket, allowed", [plain, allowed, adopted], "endpoint-plain-http"],
  ] as const)("is an error at S3: %s", (_, changes, code) => {
    expect(onlyProblem(...changes)).toMatchObject({ code });
  });

  const at = (name: string, ...more: Change[]) => [onPlatform("minio", { host: name, useSSL: false }), ...more];

  test.each(["minio.acme.internal", "nas.lan", "minio.acme.example"])("at %s only where that is said", (name) => {
    expect(onlyProblem(...at(name)).mend).toContain("set objectStore.allowPlainHttp: true");
    expect(planOf(...at(name, allowed)).settings.endpoint).toMatchObject({ host: name, useSSL: false });
  });

  test("a name that may be one of the internet stays a warning", () => {
    expect(warningsOf(...at("minio.acme.internal", allowed))).toEqual([]);
    expect(warningsOf(...at("minio.acme.example", allowed)).map(({ code }) => code)).toEqual(["endpoint-plain-http"]);
  });

  test.each(["203.0.113.7", "fra1.digitaloceanspaces.com", "s3.fr-par.scw.cloud", "s3.wasabisys.com"])(
    "never at %s",
    (name) => {
      expect(isForeign(name, hostOwners)).toBe(true);
      expect(codesOf(...at(name, allowed))).toHaveLength(1);
    },
  );
});

describe("names of a Service", () => {
  const label = fc.stringMatching(/^[a-z]{3}[a-z0-9-]{0,8}[a-z0-9]$/);

  test("are one host in the values", () => {
    const property = fc.property(label, label, (service, namespace) => {
      const full = `${service}.${namespace}.svc.cluster.local`;
      const hosts = ["", ".svc", ".svc.cluster.local"].map((end) => {
        const name = `${service}.${namespace}${end}`;
        return serviceHost(name) ?? name;
      });
      // What ends as a domain does is left alone.
      const [short, ...others] = hosts;
      expect(others).toEqual([full, full]);
      expect([full, `${service}.${namespace}`]).toContain(short);
    });
    fc.assert(property);
  });

  test.each(["minio.minio", "minio.minio.svc", "minio.minio.svc.cluster.local"])("%s in the values block", (name) => {
    const { values, settings } = planOf(onPlatform("minio", { host: name, useSSL: false }));

    expect(settings.endpoint.host).toBe("minio.minio.svc.cluster.local");
    expect(JSON.stringify(values)).toContain("minio.minio.svc.cluster.local");
  });

  test.each(["acme.com", "nas.lan", "minio.io", "nas.local", "minio.test", "10.0.0.1", "s3.acme.example"])(
    "%s is none",
    (name) => {
      expect(serviceHost(name)).toBeUndefined();
    },
  );

  test("of a network's own domains no request reaches the internet", () => {
    expect(["nas.lan", "nas.home.arpa", "a.corp", "a.b.internal"].map(reachOf)).toEqual(Array(4).fill("private"));
  });
});

describe("hosts of S3 that take no request", () => {
  const endpoint = "vpce-1a2b-3c.s3.eu-west-1.vpce.amazonaws.com";

  test.each([
    [endpoint, `write bucket.${endpoint}`],
    [`accesspoint.${endpoint}`, `write bucket.${endpoint}`],
    [
      "acme-dev-pipelines.s3.eu-west-1.amazonaws.com",
      "write s3.eu-west-1.amazonaws.com, or remove objectStore.host: it follows from the region",
    ],
    ["s3-website-eu-west-1.amazonaws.com", "remove objectStore.host: it follows from the region"],
  ])("%s", (name, mend) => {
    expect(onlyProblem(host(name))).toMatchObject({ code: "endpoint-host-unknown", mend });
  });

  test("the VPC endpoint's own is taken, and its pattern is explained", () => {
    expect(warningsOf(host(`bucket.${endpoint}`))).toEqual([]);
    expect(onlyProblem(host(`*.${endpoint}`)).mend).toContain(`bucket.${endpoint}`);
  });

  test("the global one is for us-east-1", () => {
    expect(onlyProblem(host("s3.amazonaws.com"))).toMatchObject({
      code: "endpoint-global-region",
      mend: "remove objectStore.host: it follows from the region",
    });
    expect(planOf(host("s3.amazonaws.com"), config("aws:region", "us-east-1")).settings.endpoint).toMatchObject({
      host: "s3.amazonaws.com",
    });
  });
});

test("periods in a bucket's name: a warning of an existing one, an error of a new one", () => {
  const name = config("bucket.name", "acme.dev.pipelines");

  expect(warningsOf(name, adopted).map(({ code }) => code)).toEqual(["bucket-periods"]);
  expect(codesOf(name)).toEqual(["bucket-name"]);
});

describe("tags of the AWS provider", () => {
  const added = (tags: object) => config("aws:defaultTags", { tags });
  const tagsOf = (...changes: Change[]) => planOf(...changes).settings.tags;

  test.each(["Managed-By", "MANAGED-BY", "managed-By"])("ours give way to %s, also as JSON", (tag) => {
    const json = config("aws:defaultTags", JSON.stringify({ tags: { [tag]: "pulumi" } }));

    expect(tagsOf(added({ [tag]: "pulumi" }))).toEqual({ "pulumi-stack": "dev" });
    expect(tagsOf(json)).toEqual({ "pulumi-stack": "dev" });
  });

  test("of the same spelling the resource's own counts, as before", () => {
    expect(tagsOf(added({ "managed-by": "pulumi" }))["managed-by"]).toBe("deploykf-object-store");
  });

  test("the user's that differ by case alone are an error, and two of the provider's", () => {
    expect(onlyProblem(added({ Team: "a" }), config("tags", { team: "a" })).rule).toContain("Team of aws:defaultTags");
    expect(onlyProblem(added({ Team: "a", team: "a" }))).toMatchObject({ code: "tags", mend: "remove one of them" });
    expect(warningsOf(added({ team: "a" }), config("tags", { team: "b" }))).toEqual([]);
  });
});
