import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProblemsError } from "../../base/problems/problem.js";
import { problemsJson } from "../../cli/json.js";
import { planOffline } from "../../cli/offline/offline-plan.js";

/** Plants a secret in a stack's or a values file, breaks the file, and looks for it in what the offline plan says. */

const stack = (at: (place: string) => string) => `config:
  aws:region: eu-west-1
  aws:token: ${at("awsToken")}
  aws:secretKey: >-
    ${at("folded")}
    second
  minio:minioPassword: "${at("minio")}"
  minio:minioServer: ${at("server")}
  deploykf-object-store:accountId: "111122223333"
  deploykf-object-store:namePrefix: kf-dev # ${at("comment")}
  deploykf-object-store:bucket: {name: acme-dev-pipelines, retention: {artifactDays: 30}, password: ${at("unknown")}}
  deploykf-object-store:cluster:
    source: oidc
    issuerUrl: https://${at("issuer")}oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE
  deploykf-object-store:objectStore:
    host: ${at("host")}s3.eu-west-1.amazonaws.com
    s3proxy: {storageAccount: acme, blobEndpoint: "https://acme.blob.core.windows.net/${at("sas")}"}
  deploykf-object-store:auth: {mode: keys, keySource: provided}
  deploykf-object-store:keys:
    backend: {accessKey: ${at("access")}, secretKey: '${at("secret")}'}
    storageAccountKey: ${at("storage")}
    profiles:
      team-1: {accessKey: {secure: ${at("secure")}}, secretKey: ${at("profile")}}
  deploykf-object-store:deploykf:
    version: "0.1.5"
    valuesFiles:
      - values.yaml
`;

const values = (at: (place: string) => string) => `deploykf_core:
  deploykf_auth:
    dex: {clientSecret: ${at("dex")}, users: [{password: "${at("user")}"}]}
  deploykf_profiles_generator:
    profileDefaults: {profileNamePrefix: ""}
    profiles:
      - name: team-1
        token: ${at("token")}
        tools: {kubeflowPipelines: {objectStoreAuth: {accessKey: ${at("own")}, secretKey: x}}}
kubeflow_tools:
  pipelines:
    objectStore:
      auth: {fromEnv: false, accessKey: ${at("inline")}, secretKey: "${at("inlineSecret")}"}
    kfpV2: {defaultPipelineRoot: "minio://${at("root")}/v2/artifacts/{profile_name}"}
kubeflow_dependencies:
  kubeflow_argo_workflows:
    namespace: kubeflow-argo-workflows
    mysql: |
      ${at("block")}
`;

/** How a secret stands in some of these places; elsewhere it is the whole value. */
const forms: Readonly<Record<string, (marker: string) => string>> = {
  server: (marker) => `admin:${marker}@minio.acme.example`,
  issuer: (marker) => `user:${marker}@`,
  host: (marker) => `user:${marker}@`,
  sas: (marker) => `?sv=1&sig=${marker}`,
  root: (marker) => `user:${marker}@bucket`,
};

const places: readonly string[] = [stack, values].flatMap((text) => {
  const found: string[] = [];
  text((place) => {
    found.push(place);
    return place;
  });
  return found;
});

type Break = (text: string, at: number, other: number) => string;
const structural = /[{}[\]:,"'\n\-#>|]/g;

/** What people do to files by accident; `at` is any place in the text. */
const breaks: Readonly<Record<string, Break>> = {
  nothing: (text) => text,
  cut: (text, at) => text.slice(0, at),
  "cut the beginning": (text, at) => text.slice(at),
  "lose a character": (text, at) => text.slice(0, at) + text.slice(at + 1),
  "lose a sign": (text, at) => {
    const signs = [...text.matchAll(structural)].map(({ index }) => index);
    const sign = signs[at % signs.length] ?? 0;
    return text.slice(0, sign) + text.slice(sign + 1);
  },
  "gain a sign": (text, at, other) => text.slice(0, at) + "{}[]:,\"'*&!#|>%@`-?\t\n"[other % 22] + text.slice(at),
  "write a line twice": (text, at) => lines(text, at, (line) => [line, line]),
  "lose a line": (text, at) => lines(text, at, () => []),
  indent: (text, at, other) => lines(text, at, (line) => [" ".repeat(1 + (other % 4)) + line]),
  "indent less": (text, at, other) =>
    lines(text, at, (line) => [line.replace(new RegExp(`^ {1,${1 + (other % 4)}}`), "")]),
  "a list in its place": (text, at) => lines(text, at, (line) => [line.replace(/: (\S.*)$/, ": [$1]")]),
  "a map in its place": (text, at) => lines(text, at, (line) => [line.replace(/: (\S.*)$/, ": {value: $1}")]),
  "a key alone": (text, at) => lines(text, at, (line) => [line.replace(/(\S+): (\S.*)$/, "$2")]),
  "a set of it": (text, at) => lines(text, at, (line) => [line.replace(/: ([^{}[\]]+)$/, ": {$1}")]),
  "an alias, an anchor, a tag": (text, at, other) =>
    lines(text, at, (line) => [line.replace(/: (\S.*)$/, (_, value) => `: ${"*&!"[other % 3]}${value}`)]),
  "two documents": (text, at) => lines(text, at, (line) => ["---", line]),
  "an end": (text, at) => lines(text, at, (line) => ["...", line]),
};

function lines(text: string, at: number, change: (line: string) => readonly string[]): string {
  const all = text.split("\n");
  const index = text.slice(0, at).split("\n").length - 1;
  return all.flatMap((line, one) => (one === index ? change(line) : [line])).join("\n");
}

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "planted-"));
  writeFileSync(join(root, "Pulumi.yaml"), readFileSync(new URL("../../Pulumi.yaml", import.meta.url)));
});
afterAll(() => rmSync(root, { recursive: true }));

function said(): string {
  try {
    const { warnings } = planOffline(root, "dev").plan;
    return JSON.stringify(warnings);
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return `${error.message}\n${problemsJson(error.problems)}`;
  }
}

const broken = fc.record({
  place: fc.constantFrom(...places),
  marker: fc.stringMatching(/^[A-Za-z0-9]{16}$/),
  how: fc.array(fc.constantFrom(...Object.keys(breaks)), { minLength: 1, maxLength: 2 }),
  at: fc.nat({ max: 3_000 }),
  other: fc.nat({ max: 1_000 }),
});

describe("a secret in a file that is broken", () => {
  test("is in no report, as text or JSON", () => {
    fc.assert(
      fc.property(broken, ({ place, marker, how, at, other }) => {
        const write = (file: string, text: (at: (one: string) => string) => string) => {
          const plain = text((one) => (one === place ? (forms[one] ?? ((it: string) => it))(marker) : plainOf(one)));
          const isHere = plain.includes(marker);
          const changed = how.reduce(
            (before, one) => breaks[one]?.(before, at % (before.length + 1), other) ?? before,
            plain,
          );
          // A comment that has lost its sign is a part of the name in front of it, and nobody can tell.
          fc.pre(place !== "comment" || !isHere || !changed.includes(`kf-dev  ${marker}`));
          writeFileSync(join(root, file), isHere ? changed : plain);
        };
        write("Pulumi.dev.yaml", stack);
        write("values.yaml", values);
        expect(said()).not.toContain(marker);
      }),
      { numRuns: Number(process.env.RUNS ?? 400) },
    );
  });

  test("is looked for where it would be shown", () => {
    for (const [file, text] of [
      ["Pulumi.dev.yaml", stack],
      ["values.yaml", values],
    ] as const) {
      writeFileSync(join(root, file), text(plainOf).replace("acme-dev-pipelines", "Acme"));
    }
    expect(said()).toContain("Acme");
  });
});

/** What stands in the other places: nothing that is a problem of its own. */
function plainOf(place: string): string {
  return place in forms ? (place === "root" ? "{bucket_name}" : place === "server" ? "minio.acme.example" : "") : "x1";
}
