import { describe, expect, test } from "vitest";
import { encrypted } from "../support/key-changes.js";
import { onPlatform } from "../support/platforms.js";
import { onlyProblem } from "../support/problem.js";
import { codesOf, config, planOf, reportOf, stackFile, without } from "../support/project.js";
import { withS3Proxy } from "../support/s3proxy.js";

const problem = (
  code: string,
  underlined: string,
  [message, rule, mend]: readonly [message: string, rule: string, mend: string],
) => ({ code, message, rule, mend, file: stackFile, underlined });

const path = "objectStore.s3proxy";
const clientId = "0a1b2c3d-0000-4000-8000-00000000000f";

describe("values that Azure or Kubernetes would refuse", () => {
  const accounts = "the name of a storage account has 3 to 24 lower-case letters and digits";
  const urls = "https:// and a host, in lower case and without user, path or SAS token";
  const image = "docker.io/andrewgaul/s3proxy:4.1.1";

  test.each([
    ["storageAccount", "Acme", accounts, "az storage account list --query [].name prints the names"],
    ["storageAccount", "acme.blob.core.windows.net", accounts, "write acme"],
    ["blobEndpoint", "http://acmekubeflow.blob.core.windows.net", urls, undefined],
    ["blobEndpoint", "https://acmekubeflow.blob.core.windows.net/container", urls, undefined],
    [
      "blobEndpoint",
      "https://acmekubeflow.dfs.core.windows.net",
      "S3Proxy speaks to the blob service, and this is the account's dfs service",
      undefined,
    ],
    [
      "blobEndpoint",
      "https://other.blob.core.usgovcloudapi.net",
      "it is of the account other, and storageAccount is acmekubeflow",
      undefined,
    ],
    [
      "clientId",
      "kubeflow",
      "the client id of a managed identity or application is a UUID",
      "az identity show --name NAME --resource-group GROUP --query clientId prints it",
    ],
    [
      "image",
      "andrewgaul/s3proxy",
      "without an exact version every restart may run another program, in front of all artifacts",
      `name a version, such as ${image}, or leave it out`,
    ],
    [
      "image",
      "andrewgaul/s3proxy:latest",
      "without an exact version every restart may run another program, in front of all artifacts",
      `name a version, such as ${image}, or leave it out`,
    ],
    ["image", "Acme Inc", "it isn't the name of an image", `name a version, such as ${image}, or leave it out`],
  ])("%s: %s", (key, value, rule, mend = "write a URL such as https://acmekubeflow.blob.core.windows.net") => {
    expect(onlyProblem(withS3Proxy({ [key]: value }))).toEqual(
      problem("s3proxy-value", value, [`${path}.${key} is "${value}"`, rule, mend]),
    );
  });

  test("a SAS token isn't repeated", () => {
    const url = "https://acmekubeflow.blob.core.windows.net/?sig=planted";
    expect(onlyProblem(withS3Proxy({ blobEndpoint: url })).message).toBe(
      `${path}.blobEndpoint has a user, a password, a query or a token in it, or what looks like one`,
    );
  });

  test("one replica", () => {
    expect(onlyProblem(withS3Proxy({ replicas: 1 }))).toEqual(
      problem("config-value", "1", [
        `${path}.replicas is the number 1`,
        "expected a whole number of replicas from 2, so that one can be replaced",
        "give a whole number of replicas from 2, so that one can be replaced",
      ]),
    );
  });

  test("a keystore under the name of its password", () => {
    const tls = { secretName: "keystore", passwordKey: "keystore.p12" };
    expect(onlyProblem(withS3Proxy({ tls }))).toEqual(
      problem("s3proxy-value", "keystore.p12", [
        `keystoreKey and passwordKey of ${path}.tls are both "keystore.p12"`,
        "the Secret holds two things, the keystore and its password, each under a name of its own",
        "write the names as the Secret has them, such as keystore.p12 and password",
      ]),
    );
  });

  test("what is right", () => {
    const { settings } = planOf(
      withS3Proxy({
        blobEndpoint: "https://acmekubeflow.blob.core.usgovcloudapi.net/",
        clientId,
        image:
          "registry.acme.example:5000/s3proxy@sha256:87662b2a5afcdfa5f478a1c61650bae4c87bbd15f6ff2823236bcfd66ef7fe04",
      }),
    );

    expect(settings.s3proxy?.blobEndpoint).toBe("https://acmekubeflow.blob.core.usgovcloudapi.net");
  });
});

describe("what follows from S3Proxy, stated otherwise", () => {
  const rule = "with objectStore.s3proxy the endpoint follows from its namespace and from tls";
  const host = "s3proxy.s3proxy.svc.cluster.local";

  test.each([
    ["host", "minio.acme.example", '"minio.acme.example"', host],
    ["port", "9000", '"9000"', "the port 8080"],
    ["useSSL", true, "true", "no tls"],
  ])("%s", (key, value, stated, actual) => {
    const mend =
      key === "host"
        ? "remove objectStore.host, or write s3proxy.s3proxy.svc.<your cluster's domain>"
        : `remove objectStore.${key}`;
    expect(onlyProblem(withS3Proxy(), config(`objectStore.${key}`, value))).toEqual(
      problem("endpoint-contradiction", String(value), [
        `objectStore.${key} is ${stated}, and S3Proxy of this stack has ${actual}`,
        rule,
        mend,
      ]),
    );
  });

  test("the same, or another domain of the cluster, is none", () => {
    const endpointOf = (...stated: Parameters<typeof planOf>) => planOf(withS3Proxy(), ...stated).settings.endpoint;

    expect(endpointOf()).toEqual({ host, port: "8080", useSSL: false, region: "us-east-1" });
    expect(endpointOf(config("objectStore.host", "s3proxy.s3proxy.svc.acme.internal"))).toEqual({
      host: "s3proxy.s3proxy.svc.acme.internal",
      port: "8080",
      useSSL: false,
      region: "us-east-1",
    });
    expect(planOf(withS3Proxy({ tls: { secretName: "keystore" }, namespace: "store" })).settings.endpoint).toEqual({
      host: "s3proxy.store.svc.cluster.local",
      port: "8443",
      useSSL: true,
      region: "us-east-1",
    });
  });
});

describe("keys that S3Proxy can't be told", () => {
  const rule = "S3Proxy takes exactly the keys that it is given, and what is in Secrets of others isn't known here";

  test("existing ones", () => {
    expect(onlyProblem(withS3Proxy({ clientId }), config("auth.keySource", "existing"), without("keys"))).toEqual(
      problem("s3proxy-keys", "existing", [
        "auth.keySource is existing, and this stack runs S3Proxy",
        rule,
        "set auth.keySource: provided, and store the keys encrypted",
      ]),
    );
  });

  test("an existing one of a profile", () => {
    const key = "profiles.overrides.team-1.keySource";
    const override = config("profiles.overrides", { "team-1": { auth: "keys", keySource: "existing" } });
    expect(onlyProblem(withS3Proxy(), override, without("keys.profiles.team-1"))).toEqual(
      problem("s3proxy-keys", "existing", [
        `${key} is existing, and this stack runs S3Proxy`,
        rule,
        `set ${key}: provided, and store the keys encrypted`,
      ]),
    );
  });

  test("the account's, missing, without use, in plain text", () => {
    const key = "keys.storageAccountKey";
    expect(onlyProblem(withS3Proxy(), without(key))).toEqual(
      problem("key-missing", "deploykf-object-store:keys", [
        `the key of the storage account is missing: ${key}`,
        "S3Proxy needs it, unless objectStore.s3proxy.clientId names its workload identity",
        `pulumi config set --stack dev --secret --path '${key}'`,
      ]),
    );
    expect(onlyProblem(withS3Proxy({ clientId }), config(key, encrypted))).toEqual(
      problem("keys-unused", "storageAccountKey", [
        `${key} is set, and nothing reads it`,
        "it is for objectStore.s3proxy without a clientId",
        `remove it: pulumi config rm --stack dev --path '${key}'`,
      ]),
    );
    const report = reportOf(withS3Proxy(), config(key, "planted"));
    expect(report).toContain("error[key-plain-text]: keys.storageAccountKey stands in plain text");
    expect(report).not.toContain("planted");
  });
});

test("a namespace of a profile", () => {
  expect(onlyProblem(withS3Proxy({ namespace: "team-1" }))).toEqual(
    problem("secret-namespace", "team-1", [
      `${path}.namespace is "team-1", the namespace of a profile`,
      "the profile would read every key in S3Proxy's Secret, and a namespace before its Profile is refused",
      "use s3proxy, or another namespace of your own",
    ]),
  );
});

test("a cluster that nobody named", () => {
  const oidc = config("cluster", { source: "oidc", issuerUrl: "https://issuer.acme.example" });
  expect(onlyProblem(withS3Proxy(), oidc).mend).toBe("add cluster.kubeconfig with path and context (source: oidc)");
});

test("on another platform", () => {
  expect(onlyProblem(onPlatform("minio", { s3proxy: { storageAccount: "acme" } }))).toEqual(
    problem("store-option", "s3proxy", [
      "objectStore.s3proxy is set, and platform is minio",
      "only azure-s3proxy has it",
      "remove objectStore.s3proxy",
    ]),
  );
});

test("all at once", () => {
  const wrong = { storageAccount: "A", clientId: "b", image: "c", namespace: "D", tls: { secretName: "E" } };
  expect(codesOf(withS3Proxy(wrong), config("objectStore.port", "1")).sort()).toEqual([
    "endpoint-contradiction",
    "namespace-name",
    "s3proxy-value",
    "s3proxy-value",
    "s3proxy-value",
    "secret-name",
  ]);
});
