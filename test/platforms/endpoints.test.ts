import { expect, test } from "vitest";
import { onPlatform } from "../support/platforms.js";
import { onlyProblem } from "../support/problem.js";
import { type Change, config, stackFile, without } from "../support/project.js";

type Texts = readonly [code: string, message: string, rule: string, mend: string];

const problem = (underlined: string, [code, message, rule, mend]: Texts) => ({
  ...{ code, message, rule, mend, underlined },
  file: stackFile,
});

const onS3 = (objectStore: object, ...more: Change[]): Change => {
  const changes = [config("objectStore", objectStore), ...more];
  return (project) => {
    for (const change of changes) change(project);
  };
};
const withKeys = config("auth", { mode: "keys", keySource: "existing" });
const s3Host = "s3.eu-west-1.amazonaws.com";
const minioHost = "minio.acme.example";
const sign = "clients sign each request for a region";
const plain = "whoever is on the way can read every artifact";
const tlsOn = "set objectStore.useSSL: true";
const ownNetwork =
  "; a Service in the cluster is named <service>.<namespace>.svc.cluster.local; where all of the way is your own network, set objectStore.allowPlainHttp: true";
const withKeysAt: Change = (project) => {
  for (const change of [onS3({ useSSL: false }, withKeys), config("bucket.create", false)]) change(project);
};
const scheme = "useSSL says whether it is https or http";
const fixedPorts = "its hosts answer on the default ports alone";
const noPort = 'remove objectStore.port, or set it to ""';

const host = (text: string, what: string, rule: string, mend: string): Texts => [
  "endpoint-host",
  `objectStore.host is "${text}", ${what}`,
  rule,
  mend,
];

const rows: readonly (readonly [what: string, change: Change, underlined: string, texts: Texts])[] = [
  ...(["minio", "s3-compatible"] as const).flatMap((platform): (typeof rows)[number][] => [
    [
      `${platform}: a scheme in the host`,
      onPlatform(platform, { host: `https://${minioHost}`, useSSL: true }),
      `https://${minioHost}`,
      host(`https://${minioHost}`, "with a scheme", scheme, `write ${minioHost} and objectStore.useSSL: true`),
    ],
    [
      `${platform}: a port in the host`,
      onPlatform(platform, { host: `${minioHost}:9000` }),
      `${minioHost}:9000`,
      host(
        `${minioHost}:9000`,
        "with a port",
        "the port is a key of its own",
        `write ${minioHost} and objectStore.port: "9000"`,
      ),
    ],
    [
      `${platform}: a path in the host`,
      onPlatform(platform, { host: `${minioHost}/bucket` }),
      `${minioHost}/bucket`,
      host(
        `${minioHost}/bucket`,
        "with a path",
        "the bucket is named by bucket.name, and nothing else follows a host",
        `write ${minioHost}`,
      ),
    ],
  ]),
  [
    "aws-s3: a scheme in the host",
    onS3({ host: `https://${s3Host}` }),
    `https://${s3Host}`,
    host(`https://${s3Host}`, "with a scheme", scheme, `write ${s3Host} and objectStore.useSSL: true`),
  ],
  [
    "aws-s3: a port",
    onS3({ port: "443" }),
    "443",
    ["endpoint-port-fixed", `objectStore.port is "443", and the host is Amazon S3's`, fixedPorts, noPort],
  ],
  [
    "cloudflare-r2: a port",
    onPlatform("cloudflare-r2", { port: "9000" }),
    "9000",
    ["endpoint-port-fixed", `objectStore.port is "9000", and the host is Cloudflare R2's`, fixedPorts, noPort],
  ],
  [
    "a port as a number",
    onPlatform("minio", { port: 9000 }),
    "9000",
    ["config-type", "objectStore.port is the number 9000", "expected a string", 'put it in quotes: "9000"'],
  ],
  [
    "a port that isn't one",
    onPlatform("minio", { port: "70000" }),
    "70000",
    [
      "endpoint-port",
      'objectStore.port is "70000"',
      "a port is a whole number from 1 to 65535",
      'write the number alone, such as "9000", or "" for the default of http and https',
    ],
  ],
  ...(
    [
      ["wasabi", "set objectStore.region: eu-central-1"],
      ["alibaba-oss", "set objectStore.region: cn-hangzhou"],
      ["ibm-cos", "set objectStore.region: us-south"],
      ["s3-compatible", "set objectStore.region to what the store calls it; many take us-east-1"],
    ] as const
  ).map(([platform, mend]): (typeof rows)[number] => [
    `${platform}: no region`,
    (project) => {
      onPlatform(platform)(project);
      without("objectStore.region")(project);
    },
    "deploykf-object-store:objectStore",
    ["endpoint-missing", `platform is ${platform}, and objectStore.region isn't set`, sign, mend],
  ]),
  [
    "aws-s3: a host of another region than aws:region",
    onS3({ host: "s3.eu-central-1.amazonaws.com" }),
    "eu-west-1",
    [
      "endpoint-contradiction",
      'objectStore.host is "s3.eu-central-1.amazonaws.com", and aws:region is eu-west-1',
      "that host is for eu-central-1",
      "remove objectStore.host, or set aws:region: eu-central-1",
    ],
  ],
  [
    "aws-s3: a host of another region than the bucket's",
    onS3({ host: s3Host }, config("bucket.region", "eu-central-1")),
    "eu-central-1",
    [
      "endpoint-contradiction",
      `objectStore.host is "${s3Host}", and bucket.region is eu-central-1`,
      "that host is for eu-west-1",
      "remove objectStore.host, or set bucket.region: eu-west-1",
    ],
  ],
  ...(
    [
      ["wasabi", { host: "s3.us-east-2.wasabisys.com" }, "region", "eu-central-1", "us-east-2"],
      ["alibaba-oss", { host: "s3.oss-cn-shanghai-internal.aliyuncs.com" }, "region", "cn-hangzhou", "cn-shanghai"],
      ["ibm-cos", { host: "s3.eu-de.cloud-object-storage.appdomain.cloud" }, "endpoint", "private", "public"],
    ] as const
  ).map(([platform, objectStore, key, said, read]): (typeof rows)[number] => [
    `${platform}: host and ${key} contradict each other`,
    onPlatform(platform, objectStore),
    said,
    [
      "endpoint-contradiction",
      `objectStore.host is "${objectStore.host}", and objectStore.${key} is ${said}`,
      `that host is for ${read}`,
      `remove objectStore.host, or set objectStore.${key}: ${read}`,
    ],
  ]),
  [
    "a host of another store, and nothing more is said of it",
    onPlatform("minio", { host: s3Host }),
    s3Host,
    [
      "endpoint-platform",
      `objectStore.host is "${s3Host}", and platform is minio`,
      "that is a host of Amazon S3",
      "set platform: aws-s3",
    ],
  ],
  ...(
    [
      [minioHost, onPlatform("minio", { host: minioHost })],
      ["Wasabi", onPlatform("wasabi", { useSSL: false })],
      ["Amazon S3", withKeysAt],
    ] as const
  ).map(([name, change]): (typeof rows)[number] => [
    `TLS off, with keys, towards ${name}`,
    change,
    "false",
    [
      "endpoint-plain-http-keys",
      `objectStore.useSSL is false, and ${name} isn't in the cluster`,
      `${plain}, and repeat the requests that the keys sign`,
      name === minioHost ? `${tlsOn}${ownNetwork}` : tlsOn,
    ],
  ]),
  ...(["minio", "ceph", "azure-s3proxy", "s3-compatible"] as const).map((platform): (typeof rows)[number] => [
    `${platform}: virtual hosts alone`,
    onPlatform(platform, { addressing: "virtual-host" }),
    "virtual-host",
    [
      "endpoint-addressing",
      `objectStore.addressing is virtual-host, and platform is ${platform}`,
      "KFP's clients put the bucket into the path at every host but those of AWS, Google and Alibaba Cloud",
      "let the store accept path-style requests, and remove objectStore.addressing",
    ],
  ]),
  [
    "alibaba-oss: paths",
    onPlatform("alibaba-oss", { addressing: "path" }),
    "path",
    [
      "endpoint-addressing",
      "objectStore.addressing is path, and platform is alibaba-oss",
      "OSS refuses requests with the bucket in the path",
      "remove objectStore.addressing",
    ],
  ],
];

test.each(rows)("%s", (_, change, underlined, texts) => {
  expect(onlyProblem(change)).toEqual(problem(underlined, texts));
});
