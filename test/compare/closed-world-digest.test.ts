import { describe, expect, test } from "vitest";
import { comparePlans } from "../../compare/compare.js";
import { eks, keys, minio, said, verdictOf } from "../support/compared.js";
import { argoPath, type Change, config, edit, file, profiles, values } from "../support/project.js";
import { accessRecordOf } from "../support/records.js";

describe("the digest", () => {
  const digestOf = (before: readonly Change[] | undefined, after: readonly Change[]) =>
    comparePlans(before && accessRecordOf(...before), accessRecordOf(...after)).digest;
  const one = profiles("a");
  const two = profiles("a", "b");

  test("is good for one cluster, one account and one store", () => {
    const context = (name: string) => config("cluster", { source: "kubeconfig", context: name });
    const targets: readonly (readonly Change[])[] = [
      ...[[keys, context("a")], [keys, context("b")], [], [config("accountId", "999988887777")], [eks()]],
      ...[[eks({ name: "evil" })], minio, [...minio, config("objectStore", { host: "other.acme.example" })]],
      ...[[config("aws:profile", "x")], [edit("Pulumi.yaml", "runtime:", "backend: { url: s3://x }\nruntime:")]],
    ];
    const added = targets.map((target) => digestOf(undefined, target));
    const widened = targets.map((target) => digestOf([...target, one], [...target, two]));

    expect(new Set([...added, ...widened]).size).toBe(2 * targets.length);
  });

  test("of a change that is shouted isn't that of another", () => {
    expect(digestOf([eks()], [eks({ profile: "ci" })])).not.toBe(digestOf([eks()], [eks({ name: "evil" })]));
  });

  test("is of the base's state, too", () => {
    const boundary = config("auth.permissionsBoundary", "arn:aws:iam::111122223333:policy/b");
    const digests = [[], [boundary], [config("auth.listScope", "prefix")], [values(`${argoPath}.namespace`, "argo")]];

    expect(new Set(digests.map((base) => digestOf([one, ...base], [two, ...base]))).size).toBe(digests.length);
  });

  test("isn't of what nobody's access hangs on", () => {
    const digest = digestOf([one], [two]);

    expect(digestOf([one], [profiles("b", "a")])).toBe(digest);
    expect(digestOf([one, config("tags", { x: "y" })], [two, config("tags", { x: "z" })])).toBe(digest);
    expect(digestOf([one], [two, config("aws:defaultTags", { tags: {} })])).toBe(digest);
    expect(digestOf([one], [two, values("deploykf_core.deploykf_auth.enabled", true)])).toBe(digest);
  });
});

describe("secrets in plain text", () => {
  const token = (text: string) => config("x:setting", text);

  test("are in no record and no comparison, and differ all the same", () => {
    const [before, after] = [accessRecordOf(token("hunter2")), accessRecordOf(token("hunter3"))];
    const comparison = comparePlans(before, after);

    expect(JSON.stringify([before, comparison])).not.toContain("hunter");
    expect(said(comparison)).toBe("widens a provider: x:setting [secret] -> [secret]");
    expect(verdictOf([token("hunter2")], [token("hunter2")])).toBe("same");
  });

  test("in values files: the same is the same, another one is seen", () => {
    const password = (text: string) =>
      file("dex.yaml", { deploykf_core: { deploykf_auth: { password: { value: text } } } });

    expect(JSON.stringify(accessRecordOf(password("hunter2")))).not.toContain("hunter");
    expect(verdictOf([password("hunter2")], [password("hunter2")])).toBe("same");
    expect(verdictOf([password("hunter2")], [password("hunter3")])).toBe("changes");
  });
});
