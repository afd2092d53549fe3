import { describe, expect, it } from "vitest";
import { checkPipelineRootAddressing, pipelineRootOf } from "../../../base/endpoint/pipeline-root.js";
import { checkIrsa, checkPrefixListing, checkStoreBucketName, warnOfStore } from "../../../stores/common/checks.js";
import { platformNames, storeOf, stores } from "../../../stores/index.js";

const deploykfDefault =
  "{scheme}://{bucket_name}/v2/artifacts/{profile_name}?region={bucket_region}&endpoint={endpoint}&disableSSL={not_use_ssl}&s3ForcePathStyle=true";

const where = (can: (platform: (typeof platformNames)[number]) => boolean) => platformNames.filter(can);

describe("every platform", () => {
  it.each(platformNames)("%s is filed under its own name, and says what it was checked against", (platform) => {
    const store = storeOf(platform);
    const { capabilities } = store;
    expect(store.platform).toBe(platform);
    for (const sentence of [capabilities.isolationNote, capabilities.proof.checked, ...capabilities.pitfalls]) {
      expect(sentence).toMatch(/^\S.*\.$/);
    }
    expect(capabilities.sources).not.toEqual([]);
    expect(capabilities.makers.at(-1)).toEqual({ by: "bring-your-own" });
  });

  it("is in the table once", () => {
    expect(Object.keys(stores)).toEqual(platformNames);
    expect(new Set(platformNames.map((platform) => storeOf(platform).title)).size).toBe(platformNames.length);
  });

  it("can what it says", () => {
    expect(where((name) => storeOf(name).capabilities.irsa)).toEqual(["aws-s3"]);
    expect(where((name) => storeOf(name).capabilities.isolation === "key")).toEqual(["azure-s3proxy", "cloudflare-r2"]);
    expect(where((name) => !storeOf(name).capabilities.listingByPrefix)).toEqual(["azure-s3proxy", "cloudflare-r2"]);
    expect(where((name) => storeOf(name).capabilities.proof.state === "run against a real server")).toEqual([
      "minio",
      "azure-s3proxy",
    ]);
  });
});

describe("a bucket's name", () => {
  it.each([
    ["aws-s3", "a.b.c", /^no periods/],
    ["wasabi", "sthree-acme", /^doesn't begin with/],
    ["minio", "my.-bucket", "no period beside a period or a hyphen"],
    ["minio", "minio", "not minio, which the server keeps for itself"],
    ["minio", "10.0.0.1", "not in the form of an IP address"],
    ["ceph", "acme-.dev", "each part between periods begins and ends with a letter or digit"],
    ["ceph", "acme_dev", "only a-z, 0-9, - and ."],
    ["gcs", "acme.example", /^no periods: Google wants proof/],
    ["gcs", "goog-acme", 'doesn\'t begin with "goog"'],
    ["gcs", "acme-google-dev", 'doesn\'t contain "google" or what looks like it'],
    ["gcs", "acme-g00gle", 'doesn\'t contain "google" or what looks like it'],
    ["gcs", "acme_dev", "no underscore: clients put the name into a host name"],
    ["gcs", "Acme", "only a-z, 0-9, - and _"],
    ["azure-s3proxy", "acme--dev", "no two hyphens side by side"],
    ["azure-s3proxy", "acme.dev", "only a-z, 0-9 and -"],
    ["alibaba-oss", "acme.dev", "only a-z, 0-9 and -"],
    ["alibaba-oss", "-acme", "begins and ends with a lower-case letter or digit"],
    ["alibaba-oss", "ab", "3 to 63 characters"],
    ["ibm-cos", "acme--dev", "no two hyphens or periods side by side"],
    ["ibm-cos", "cosv1-acme", "doesn't begin with cosv1- or account- (reserved by IBM)"],
    ["ibm-cos", "acme.dev", /^no periods/],
    ["cloudflare-r2", "acme.dev", "only a-z, 0-9 and -"],
    ["cloudflare-r2", "a".repeat(64), "3 to 63 characters"],
    ["s3-compatible", "xn--acme", /^doesn't begin with xn--/],
  ] as const)("%s refuses %s", (platform, name, rule) => {
    expect(storeOf(platform).bucketNameRule(name)).toEqual(
      typeof rule === "string" ? rule : expect.stringMatching(rule),
    );
  });

  it.each([
    ["minio", "acme.dev"],
    ["ceph", "acme.dev"],
    ["s3-compatible", "acme.dev"],
    ["alibaba-oss", "acme--dev"],
    ...platformNames.map((platform) => [platform, "acme-dev-pipelines"] as const),
    ...platformNames.map((platform) => [platform, "a1b"] as const),
    ...platformNames.map((platform) => [platform, "a".repeat(63)] as const),
  ] as const)("%s takes %s", (platform, name) => {
    expect(storeOf(platform).bucketNameRule(name)).toBeUndefined();
  });
});

describe("what is asked of a store", () => {
  it("IRSA is AWS's alone", () => {
    expect(checkIrsa(storeOf("aws-s3"))).toBeUndefined();
    expect(checkIrsa(storeOf("gcs"))).toEqual({
      code: "store-irsa",
      message: "auth.mode is irsa, and platform is gcs",
      rule: "only AWS takes the tokens of Kubernetes service accounts; KFP's clients know no other exchange",
      mend: "set auth.mode: keys",
    });
  });

  it("listing by prefix needs a store that can", () => {
    expect(checkPrefixListing(storeOf("minio"))).toBeUndefined();
    expect(checkPrefixListing(storeOf("cloudflare-r2"))).toEqual({
      code: "store-isolation",
      message: "auth.listScope is prefix, and platform is cloudflare-r2",
      rule: "Cloudflare R2 can't limit a key to prefixes",
      mend: "remove auth.listScope, or choose a store that isolates by prefix",
    });
  });

  it("a bucket's name has to be the store's", () => {
    expect(checkStoreBucketName(storeOf("gcs"), "bucket.name", "acme")).toBeUndefined();
    expect(checkStoreBucketName(storeOf("gcs"), "bucket.name", "goog-x")).toEqual({
      code: "store-bucket-name",
      message: 'bucket.name is "goog-x", and platform is gcs',
      rule: 'doesn\'t begin with "goog"',
      mend: "choose a name such as acme-dev-pipelines",
    });
  });

  it("warns where profiles share, and where the UI can't read", () => {
    expect(where((name) => warnOfStore(storeOf(name)).length > 0)).toEqual([
      "azure-s3proxy",
      "alibaba-oss",
      "cloudflare-r2",
    ]);
    expect(warnOfStore(storeOf("cloudflare-r2"))).toEqual([
      {
        code: "store-shared",
        message: "platform is cloudflare-r2: profiles aren't isolated from each other",
        rule: "Each profile has a token of its own that can be revoked, but every token reaches the whole bucket: R2 limits lasting tokens to buckets, not to prefixes",
        mend: "nothing to do if all profiles may see each other's artifacts; else choose another store",
      },
    ]);
    expect(warnOfStore(storeOf("alibaba-oss"))).toEqual([
      {
        code: "store-virtual-host",
        message: "platform is alibaba-oss: the pipelines UI can't show artifacts",
        rule: "Alibaba Cloud OSS takes virtual-host requests alone, and the UI sends others; runs aren't affected",
        mend: "read artifacts with the store's own tools",
      },
    ]);
  });
});

describe("the pipeline root", () => {
  const virtual = deploykfDefault.replace("s3ForcePathStyle=true", "s3ForcePathStyle=false");

  it("is deployKF's own but for the addressing, and only OSS needs one", () => {
    expect(where((name) => pipelineRootOf(storeOf(name)) !== undefined)).toEqual(["alibaba-oss"]);
    expect(pipelineRootOf(storeOf("alibaba-oss"))).toBe(virtual);
  });

  it("of the user's own has to suit the store", () => {
    const root = "{scheme}://{bucket_name}/{profile_name}";
    expect(checkPipelineRootAddressing(storeOf("alibaba-oss"), virtual)).toBeUndefined();
    expect(checkPipelineRootAddressing(storeOf("minio"), deploykfDefault)).toBeUndefined();
    expect(checkPipelineRootAddressing(storeOf("aws-s3"), root)).toBeUndefined();
    expect(checkPipelineRootAddressing(storeOf("alibaba-oss"), root)).toEqual({
      code: "endpoint-addressing",
      message: `kfpV2.defaultPipelineRoot is "${root}", and platform is alibaba-oss`,
      rule: "Alibaba Cloud OSS refuses requests with the bucket in the path",
      mend: "end it with s3ForcePathStyle=false, or remove it: the values block sets one",
    });
    expect(checkPipelineRootAddressing(storeOf("alibaba-oss"), deploykfDefault)?.code).toBe("endpoint-addressing");
    expect(checkPipelineRootAddressing(storeOf("ceph"), virtual)).toEqual({
      code: "endpoint-addressing",
      message: `kfpV2.defaultPipelineRoot is "${virtual}", and platform is ceph`,
      rule: "without s3ForcePathStyle=true KFP v2 puts the bucket into the host name, which isn't Ceph Object Gateway's",
      mend: "end it with s3ForcePathStyle=true",
    });
  });
});
