import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { npmCalls } from "../../cli/terminal/calls.js";
import { describeFile, kindOfWritten } from "../../cli/terminal/written.js";
import { takenLines } from "../../cli/text/access.js";
import { planText } from "../../cli/text/plan.js";
import { showAccess } from "../../cli/text/show.js";
import type { Plan } from "../../plan/plan.js";
import { planPolicyFiles } from "../../plan/policy-files.js";
import { judge } from "../../stores/seaweedfs/versions.js";
import { verdictOf } from "../support/compared.js";
import { neighbour } from "../support/neighbour.js";
import { sectionOf } from "../support/plan-text.js";
import { onPlatform, platforms } from "../support/platforms.js";
import { onlyProblem, place } from "../support/problem.js";
import { bucketName, type Change, config, edit, planOf, stackFile, without } from "../support/project.js";

const onVersion = (version: string | undefined, ...changes: Change[]): Plan => {
  const stated =
    version === undefined ? without("objectStore.seaweedfs") : config("objectStore.seaweedfs", { version });
  return planOf(onPlatform("seaweedfs"), stated, ...changes);
};
const prefix = config("auth.listScope", "prefix");

/** Prefixes that team-1's key reaches by an action, as the access list has it. */
const reached = ({ access }: Plan, action: string) =>
  access.filter((one) => one.principal === "profile team-1" && one.action === action).map((one) => one.prefix);
const codes = ({ warnings }: Plan) => warnings.map(({ code }) => code).sort();
const own = ["artifacts/team-1/", "v2/artifacts/team-1/"];

test.each([
  [undefined, "4.00", "nothing"],
  ["0.99", "4.00", "nothing"],
  ["3.85", "4.00", "nothing"],
  ["3.99", "4.00", "nothing"],
  ["4.00", "4.00", "nothing"],
  ["4.31", "4.00", "nothing"],
  ["4.33", "4.00", "nothing"],
  ["4.34", "4.34", "objects"],
  ["4.44", "4.34", "objects"],
  ["4.52", "4.34", "objects"],
  ["4.53", "4.53", "objects and names"],
  ["4.99", "4.53", "objects and names"],
  ["5.00", "4.53", "objects and names"],
  ["10.00", "4.53", "objects and names"],
])("%s is judged as %s: %s", (version, as, wall) => {
  expect(judge(version)).toEqual({ version, as, wall });
});

test("no version is judged as one that is newer, and a newer one never by less", () => {
  const version = fc.tuple(fc.nat(12), fc.nat(120));
  const walls = ["nothing", "objects", "objects and names"];
  const textOf = ([major, minor]: readonly [number, number]) => `${major}.${String(minor).padStart(2, "0")}`;
  const rank = ([major, minor]: readonly [number, number]) => major * 1000 + minor;
  fc.assert(
    fc.property(version, version, (one, other) => {
      const [older, newer] = rank(one) <= rank(other) ? [one, other] : [other, one];
      const [low, high] = [judge(textOf(older)), judge(textOf(newer))];
      expect(walls.indexOf(low.wall)).toBeLessThanOrEqual(walls.indexOf(high.wall));
      const [major = 0, minor = 0] = high.as.split(".").map(Number);
      if (high.wall !== "nothing") expect(rank([major, minor])).toBeLessThanOrEqual(rank(newer));
    }),
  );
});

describe.each([undefined, "3.85", "4.00", "4.31"])("%s: nothing is walled", (version) => {
  test.each([[[]], [[prefix]]])("access, isolation and a warning say so, whatever auth.listScope is", (changes) => {
    const plan = onVersion(version, ...changes);

    expect(plan.isolation).toEqual({ objects: "shared", listing: "open", checked: 0, unchecked: [], unmanaged: [] });
    for (const { prefix: reach, enforced } of plan.access)
      expect({ reach, enforced }).toEqual({ reach: "", enforced: true });
    expect(new Set(plan.access.map(({ principal }) => principal)).size).toBe(3);
    expect(codes(plan)).toEqual(
      [
        "seaweedfs-ports",
        version === undefined ? "seaweedfs-version" : "store-shared",
        ...(changes.length > 0 ? ["seaweedfs-listing"] : []),
      ].sort(),
    );
  });
});

describe.each(["4.34", "4.44", "4.52"])("%s: objects are walled, their names aren't", (version) => {
  test.each([
    ["bucket", []],
    ["prefix", [prefix]],
  ] as const)("auth.listScope: %s", (_, changes) => {
    const plan = onVersion(version, ...changes);

    expect(plan.isolation).toMatchObject({ objects: "unchecked", listing: "open" });
    expect(reached(plan, "s3:GetObject")).toEqual(own);
    expect(reached(plan, "s3:ListBucket")).toEqual([""]);
    expect(codes(plan)).toEqual(["seaweedfs-listing", "seaweedfs-ports"]);
  });
});

test("4.53: both are walled, as far as the user gives the policies to the keys", () => {
  const plan = onVersion("4.53", prefix);

  expect(plan.isolation).toMatchObject({ objects: "unchecked", listing: "unchecked" });
  expect(reached(plan, "s3:GetObject")).toEqual(own);
  expect(reached(plan, "s3:ListBucket")).toEqual(own);
  expect(codes(plan)).toEqual(["seaweedfs-ports"]);
  expect(codes(onVersion("4.54"))).toEqual(["seaweedfs-ports", "seaweedfs-version"]);
});

/** The section, its lines joined. */
const textOf = (plan: Plan) =>
  (sectionOf(planText(plan, [], npmCalls), "Isolation") ?? "").replaceAll(/\n +/g, " ").trim();
const teams = "profile team-1, profile team-1-prod: whoever made their keys, roles or plugins decides what they may do";

const listed =
  "listing    open, as in the guide: profiles can list the names of all keys; auth.listScope: prefix closes it";

test.each([
  [
    undefined,
    "objects    none: SeaweedFS of a version that nobody stated, judged as 4.00, isn't known to keep any key from other objects, so every profile's key is taken to reach the whole bucket",
  ],
  [
    "4.33",
    "objects    none: SeaweedFS 4.33, judged as 4.00, isn't known to keep any key from other objects, so every profile's key is taken to reach the whole bucket",
  ],
  [
    "4.00",
    "objects    none: SeaweedFS 4.00 keeps no key from reading other objects, so every profile's key is taken to reach the whole bucket",
  ],
  [
    "4.34",
    `server     SeaweedFS 4.34 keeps objects apart as their keys' policies say, and shows the names of all to whoever lists some unchecked  ${teams}`,
  ],
  [
    "4.48",
    `server     SeaweedFS 4.48, judged as 4.34, is taken to keep objects apart as their keys' policies say, and isn't known to keep their names from whoever lists some unchecked  ${teams}`,
  ],
  [
    "4.53",
    `server     SeaweedFS 4.53 keeps objects and their names apart as their keys' policies say ${listed} unchecked  ${teams}`,
  ],
  [
    "5.00",
    `server     SeaweedFS 5.00, judged as 4.53, is taken to keep objects and their names apart as their keys' policies say ${listed} unchecked  ${teams}`,
  ],
])("%s: what the plan's text says of isolation", (version, said) => {
  expect(textOf(onVersion(version))).toBe(said);
});

test("the listing is said to be open where the policies say so, and nothing to be apart under one key", () => {
  expect(textOf(onVersion("4.53", prefix))).not.toContain("listing");
  const shared = textOf(onVersion("4.53", config("auth.profileKeys", "shared")));
  expect(shared).toContain("shared by choice");
  expect(shared).toContain(listed);
  expect(shared).not.toContain("apart");
});

test.each([
  ["4.00", true],
  ["4.33", true],
  [undefined, true],
  ["4.34", false],
  ["4.53", false],
])("%s: the access list says whether it is taken as so", (version, taken) => {
  const plan = onVersion(version);
  const told = "taken as so: this server isn't known to keep a key from what is listed";
  for (const text of [sectionOf(planText(plan, [], npmCalls), "Access") ?? "", showAccess(plan, "text")])
    expect(text.replaceAll(/\s+/g, " ").includes(told)).toBe(taken);
});

test("4.30 refuses every listing below a prefix, which isn't said of those beside it", () => {
  const said = (version: string) => codes(onVersion(version)).filter((code) => code === "seaweedfs-version");
  expect(warned("seaweedfs-version", "4.30")).toEqual([
    {
      code: "seaweedfs-version",
      message: "objectStore.seaweedfs.version is 4.30, which refuses every listing below a prefix",
      rule: "the backend's key is refused there, too",
      mend: "run SeaweedFS 4.53 or later",
      ...at("4.30"),
    },
  ]);
  expect(["4.29", "4.31", "4.33"].flatMap(said)).toEqual([]);
});

test("whether it speaks TLS is asked where nobody says it", () => {
  expect(warned("seaweedfs-tls", "4.53", without("objectStore.useSSL"))).toMatchObject([
    { mend: "set objectStore.useSSL: false, or true if yours has a certificate", ...at("seaweedfs") },
  ]);
  expect(warned("seaweedfs-tls", "4.53", config("objectStore.useSSL", true))).toEqual([]);
});

const warned = (code: string, ...[version, ...changes]: Parameters<typeof onVersion>) =>
  onVersion(version, ...changes)
    .warnings.filter((one) => one.code === code)
    .map(place);
const at = (underlined: string) => ({ file: stackFile, underlined });

test("each warning, whole", () => {
  const listing =
    " a listing below an own prefix goes on behind start-after, marker or continuation-token, and shows the names of all keys there";
  expect(warned("seaweedfs-ports", "4.53")).toEqual([
    {
      code: "seaweedfs-ports",
      message: "platform is seaweedfs: its ports beside the S3 API's ask for no key by default",
      rule: "whoever in the cluster reaches the filer (8888, 18888), the master (9333) or a volume server (8080) reads and deletes every object, and the filer shows the secret keys of users made there",
      mend: "let a NetworkPolicy open 8333 alone, or set jwt.filer_signing with mutual TLS for gRPC: docs/platforms.md#seaweedfs",
      ...at("seaweedfs"),
    },
  ]);
  expect(warned("seaweedfs-version", undefined)).toEqual([
    {
      code: "seaweedfs-version",
      message: "platform is seaweedfs, and objectStore.seaweedfs.version isn't set",
      rule: "what a server keeps apart depends on its version, so nothing is claimed: every key is taken to reach the whole bucket, as on 4.00",
      mend: 'set objectStore.seaweedfs.version to the number in what `weed version` prints, such as "4.53"',
      ...at("seaweedfs"),
    },
  ]);
  expect(warned("seaweedfs-version", "5.00")).toEqual([
    {
      code: "seaweedfs-version",
      message: "objectStore.seaweedfs.version is 5.00, which wasn't run",
      rule: "it is judged as 4.53, the newest that was",
      mend: "try one profile's key on another's prefix before you rely on its walls",
      ...at("5.00"),
    },
  ]);
  expect(warned("store-shared", "3.85")).toEqual([
    {
      code: "store-shared",
      message:
        "objectStore.seaweedfs.version is 3.85 (judged as 4.00): profiles aren't known to be isolated from each other",
      rule: "on 4.00 any key reads every object, whatever its policy: CopyObject and UploadPartCopy don't check their source, and .. in a key is followed",
      mend: "run SeaweedFS 4.53 or later; nothing to do if all profiles may see each other's artifacts",
      ...at("3.85"),
    },
  ]);
  const upgrade = "run SeaweedFS 4.53 or later";
  for (const [version, changes, said] of [
    ["4.34", [], "objectStore.seaweedfs.version is 4.34: the name of a key isn't walled"],
    ["4.34", [prefix], "objectStore.seaweedfs.version is 4.34: auth.listScope: prefix isn't enforced"],
    [undefined, [prefix], "objectStore.seaweedfs.version isn't set: auth.listScope: prefix isn't known to be enforced"],
  ] as const) {
    expect(warned("seaweedfs-listing", version, ...changes)).toEqual([
      {
        code: "seaweedfs-listing",
        message: said,
        rule: `on ${version ?? "4.00"}${listing}`,
        mend: changes.length > 0 ? upgrade : `${upgrade}, and set auth.listScope: prefix`,
        ...at(version ?? "seaweedfs"),
      },
    ]);
  }
});

const generally = 'write the number alone of what `weed version` prints or the image\'s tag has, such as "4.34"';
const alone = (number: string) => `write its number alone: "${number}"`;

test.each([
  ["4", generally],
  ["4.9", generally],
  ["4.53.1", generally],
  ["04.53", generally],
  ["4.340", generally],
  ["4.053", generally],
  ["latest", generally],
  ["", generally],
  ["4.00 or 4.34", generally],
  ["v4.53", alone("4.53")],
  ["4.53_full", alone("4.53")],
  ["version 30GB 4.34 a154ef9 linux amd64", alone("4.34")],
  ["chrislusf/seaweedfs:4.00", alone("4.00")],
])("%s is no version", (version, mend) => {
  expect(onlyProblem(onPlatform("seaweedfs"), config("objectStore.seaweedfs", { version }))).toEqual({
    code: "seaweedfs-version",
    message: `objectStore.seaweedfs.version is "${version}"`,
    rule: "versions of SeaweedFS have two digits behind the point, as 4.00 and 4.53",
    mend,
    ...at(expect.any(String)),
  });
});

test.each([
  ["4.53", 'put it in quotes: "4.53"'],
  ["4.00", 'put it in quotes: "4.00"'],
  ["4.30", 'put it in quotes: "4.30"'],
  ["4", generally],
  ["4.9", generally],
])("%s without quotes is a number, and no mend leads into the next error", (version, mend) => {
  const written = edit(stackFile, /["']4\.53["']/, version);
  expect(onlyProblem(onPlatform("seaweedfs"), written)).toMatchObject({ code: "config-type", mend });
});

test.each([
  ["seaweedfs", "keySource: provided"],
  ["s3-compatible", "keySource: provided"],
  ["minio", "keySource: iam-users or provided"],
] as const)("%s: an inline key is sent to what the platform has", (platform, sources) => {
  expect(onlyProblem(onPlatform(platform), config("auth.backendKey", "inline")).mend).toBe(
    `set backendKey: secret, or ${sources}`,
  );
});

test("the option is SeaweedFS's alone", () => {
  const elsewhere = config("objectStore.seaweedfs", { version: "4.53" });
  expect(onlyProblem(onPlatform("minio"), elsewhere)).toMatchObject({
    code: "store-option",
    message: "objectStore.seaweedfs is set, and platform is minio",
    mend: "remove objectStore.seaweedfs",
  });
});

describe("--out", () => {
  const filesOf = (version: string | undefined) =>
    planPolicyFiles(onVersion(version, prefix)).map(({ name, text }) => [name, JSON.parse(text)] as const);
  const documentsOf = (plan: Plan) =>
    [plan.principals.backend, ...plan.principals.profiles].map(({ policy }) => policy);

  test.each([undefined, "4.34", "4.53", "4.60"])(
    "%s: each part of s3.json has the document that was checked, and no key",
    (version) => {
      const files = filesOf(version).map(([, content]) => content);

      expect(files.map(({ policies }) => JSON.parse(policies[0].content))).toEqual(
        documentsOf(onVersion(version, prefix)),
      );
      for (const { identities, policies } of files) {
        expect(identities[0].policyNames).toEqual([policies[0].name]);
        expect(Object.keys(identities[0])).toEqual(["name", "policyNames"]);
      }
      expect(new Set(files.map(({ policies }) => policies[0].name)).size).toBe(3);
    },
  );

  test.each([undefined, "4.00", "4.34", "4.53"])(
    "%s: what it wrote is written over until keys are in it",
    (version) => {
      for (const { name, text } of planPolicyFiles(onVersion(version))) {
        expect(kindOfWritten(text)).toBe("a policy");
        if (version === "4.00") continue;
        const filled = text.replace('"name":', '"credentials": [{ "accessKey": "a", "secretKey": "b" }], "name":');
        expect(kindOfWritten(filled)).toBeUndefined();
        expect(describeFile(name, filled)).toBe("a file that contains keys");
      }
      const foreign = '{ "identities": [{ "name": "anonymous", "actions": ["Read"] }], "policies": [] }';
      expect(describeFile("s3.json", foreign)).toBe("a file that this program didn't write");
    },
  );

  test.each(["3.85", "4.00", "4.33"])("%s: the documents without what it refuses", (version) => {
    const files = filesOf(version);

    expect(JSON.stringify(files)).not.toContain("GetBucketLocation");
    expect(
      files.map(([name, { Statement }]) => [name, Statement.map(({ Action }: { Action: unknown }) => Action)]),
    ).toEqual(
      ["backend.json", "profile-team-1.json", "profile-team-1-prod.json"].map((name) => [
        name,
        [["s3:ListBucket"], ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]],
      ]),
    );
  });
});

test.each([
  ["4.53", "4.00", "widens"],
  ["4.53", undefined, "widens"],
  ["4.53", "4.34", "widens"],
  ["4.34", "4.44", "changes"],
  ["4.00", "4.53", "narrows"],
] as const)("a comparison from %s to %s: %s", (before, after, verdict) => {
  const on = (version: string | undefined) => [
    onPlatform("seaweedfs"),
    version === undefined ? without("objectStore.seaweedfs") : config("objectStore.seaweedfs", { version }),
    prefix,
  ];
  expect(verdictOf(on(before), on(after))).toBe(verdict);
});

test("another stack of the bucket: without walls its profiles reach all of it", () => {
  const beside = (version: string) =>
    neighbour({
      ...{ "aws:region": undefined, accountId: undefined, platform: "seaweedfs" },
      objectStore: { ...platforms.seaweedfs.objectStore, seaweedfs: { version } },
      bucket: { name: bucketName, create: false },
      auth: { mode: "keys", keySource: "existing" },
      cluster: { source: "kubeconfig", context: "acme" },
    });
  const prefixesOf = (version: string) =>
    planOf(onPlatform("seaweedfs"), beside(version), config("bucket.sharedWith", ["other"])).sharing[0]?.prefixes;

  expect(prefixesOf("4.00")).toEqual(
    ["team-1", "team-1-prod"].flatMap((name) => [`artifacts/${name}/`, `v2/artifacts/${name}/`]),
  );
  expect(prefixesOf("4.53")).toEqual(own);
});

test("a server of which it is known that keys reach everything assumes nothing", () => {
  expect(takenLines({ isolation: "key", listingByPrefix: false, said: "it keeps no key from anything" })).toEqual([]);
});
