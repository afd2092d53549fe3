import type { EndpointFinding } from "../../../../base/endpoint/endpoint.js";
import { account, type BadInput, error } from "./helpers.js";

export const ports: readonly BadInput[] = [
  ...["0", "65536", "09000", "http", "-1", " "].map(
    (port): BadInput => ({
      platform: "ceph",
      input: { host: "rgw.acme.example", port },
      findings: [
        error(
          "port",
          "endpoint-port",
          `objectStore.port is "${port}"`,
          "a port is a whole number from 1 to 65535",
          'write the number alone, such as "9000", or "" for the default of http and https',
        ),
      ],
    }),
  ),
  ...(
    [
      ["aws-s3", "Amazon S3", { region: "eu-west-1" }],
      ["gcs", "Google Cloud Storage", {}],
      ["wasabi", "Wasabi", { region: "eu-west-1" }],
      ["alibaba-oss", "Alibaba Cloud OSS", { region: "cn-hangzhou" }],
      ["ibm-cos", "IBM Cloud Object Storage", { region: "eu-de" }],
      ["cloudflare-r2", "Cloudflare R2", { accountId: account }],
    ] as const
  ).map(
    ([platform, title, input]): BadInput => ({
      platform,
      input: { ...input, port: "443" },
      findings: [
        error(
          "port",
          "endpoint-port-fixed",
          `objectStore.port is "443", and the host is ${title}'s`,
          "its hosts answer on the default ports alone",
          'remove objectStore.port, or set it to ""',
        ),
      ],
    }),
  ),
];

const contradiction = (key: "region" | "variant" | "accountId", message: string, found: string): EndpointFinding => {
  const name = { region: "objectStore.region", variant: "objectStore.endpoint", accountId: "objectStore.accountId" }[
    key
  ];
  const mend = `remove objectStore.host, or set ${name}: ${found}`;
  return error(key, "endpoint-contradiction", message, `that host is for ${found}`, mend);
};

export const contradictions: readonly BadInput[] = [
  {
    platform: "wasabi",
    input: { host: "s3.eu-central-1.wasabisys.com", region: "us-west-1" },
    findings: [
      contradiction(
        "region",
        'objectStore.host is "s3.eu-central-1.wasabisys.com", and objectStore.region is us-west-1',
        "eu-central-1",
      ),
    ],
  },
  {
    platform: "wasabi",
    input: { host: "s3.wasabisys.com", region: "eu-west-1" },
    findings: [
      contradiction(
        "region",
        'objectStore.host is "s3.wasabisys.com", and objectStore.region is eu-west-1',
        "us-east-1",
      ),
    ],
  },
  {
    platform: "alibaba-oss",
    input: { host: "s3.oss-cn-beijing.aliyuncs.com", region: "cn-hangzhou", variant: "internal" },
    findings: [
      contradiction(
        "region",
        'objectStore.host is "s3.oss-cn-beijing.aliyuncs.com", and objectStore.region is cn-hangzhou',
        "cn-beijing",
      ),
      contradiction(
        "variant",
        'objectStore.host is "s3.oss-cn-beijing.aliyuncs.com", and objectStore.endpoint is internal',
        "public",
      ),
    ],
  },
  {
    platform: "cloudflare-r2",
    input: { host: `${account}.r2.cloudflarestorage.com`, accountId: account.replace("0", "f") },
    findings: [
      contradiction(
        "accountId",
        `objectStore.host is "${account}.r2.cloudflarestorage.com", and objectStore.accountId is ${account.replace("0", "f")}`,
        account,
      ),
    ],
  },
];
