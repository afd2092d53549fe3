import { dirname } from "node:path";
import { columns } from "../../base/problems/columns.js";
import { renderProblem } from "../../base/problems/report.js";
import { shellWord } from "../../base/problems/shell.js";
import { counted, listed, paragraph, withCommas } from "../../base/problems/text.js";
import type { Plan } from "../../plan/plan.js";
import { type UnknownFact, unknownFacts } from "../../plan/unknown.js";
import { usesAws } from "../../settings/settings.js";
import { isAws } from "../../stores/common/store.js";
import { storeOf } from "../../stores/index.js";
import type { Limit } from "../../subjects/access/limit.js";
import { keyedValuesCommand } from "../../subjects/deploykf/block-header.js";
import type { RecordedResource } from "../offline/recorder.js";
import type { Calls } from "../terminal/calls.js";
import { accessLines, takenLines } from "./access.js";
import { clusterRows, newClusterLines, oidcProviderLines, sharingLines } from "./cluster.js";
import { embeddedMinioLines, removalLines } from "./embedded-minio.js";
import { replacedLines } from "./replaced.js";
import { s3proxyLines } from "./s3proxy.js";
import { treeLines } from "./tree.js";

/** The plan for people, at most 80 columns wide (names and ARNs apart). */
export function planText(
  plan: Plan,
  resources: readonly RecordedResource[],
  { values }: Pick<Calls, "values">,
): string {
  const { settings, facts, warnings, bucket, rotation } = plan;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["Resources", treeLines(resources)],
    ["Access", [...accessLines(plan.access), ...takenLines(settings.server)]],
    ["New cluster", newClusterLines(plan)],
    ["OIDC provider", oidcProviderLines(plan)],
    ["S3Proxy", s3proxyLines(plan)],
    ["Isolation", isolationLines(plan)],
    ["Rook", rookLines(plan)],
    ["Shared bucket", sharingLines(plan)],
    [
      "Key rotation",
      rotation
        ? columns([
            ["now", rotation.step],
            ["next", rotation.next],
          ])
        : [],
    ],
    ["Limits", columns(plan.limits.map(limitRow))],
    ["Embedded MinIO", embeddedMinioLines(plan)],
    ["Replaced in your values", replacedLines(plan)],
    ["Warnings", warnings.flatMap((warning) => [...renderProblem(warning).split("\n"), ""])],
    [`Values for deployKF ${settings.deploykf.version}`, plan.values.text.split("\n")],
  ];
  const title = [
    `Plan for stack ${plan.stack} of ${plan.project}`,
    ...columns([
      ...storeRows(settings),
      ["bucket", `${bucket.name} in ${bucket.region} (${bucket.create ? "to create" : "existing, not changed"})`],
      ...(usesAws(settings)
        ? [["account", facts.accountId ?? "not stated: shown as <known after apply> (accountId)"] as const]
        : []),
      ["auth", authLine(settings)],
      ...clusterRows(plan),
      ["listing", `auth.listScope: ${settings.auth.listScope}`],
    ]),
  ];
  const next = nextLines(plan, values);
  const body = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => [heading, ...lines].join("\n").trimEnd());
  return [title.join("\n"), ...body, next.join("\n")].join("\n\n");
}

const stateable: Readonly<Record<UnknownFact, string>> = {
  accountId: "  state accountId in the stack config, for exact ARNs and values",
  issuerUrl: "  optional: state cluster.issuerUrl in the config, for exact trust policies",
};

function nextLines(plan: Plan, call: string): string[] {
  const { stack, settings, valuesMasked } = plan;
  const { toDo } = settings.deploykf.files.application ?? {};
  // Nobody knows the issuer of a cluster that doesn't exist.
  const missing = unknownFacts(plan).filter((fact) => fact === "accountId" || settings.cluster.source !== "new");
  return [
    "Next",
    ...missing.map((fact) => stateable[fact]),
    ...(dirname(settings.stackFile) === "." ? [] : [`  copy ${shellWord(settings.stackFile)} beside Pulumi.yaml`]),
    `  pulumi up --stack ${stack}     (the first time: pulumi stack init ${stack})`,
    valuesMasked ? `  ${keyedValuesCommand(stack, { call })}` : `  ${call} write --stack ${stack}`,
    ...(toDo === undefined ? [] : [`  ${toDo}`]),
    ...removalLines(settings),
  ];
}

/** Nothing of S3, whose host follows from the region. */
function storeRows({ platform, endpoint }: Plan["settings"]): readonly (readonly [string, string])[] {
  if (isAws(storeOf(platform))) return [];
  const { host, port, useSSL } = endpoint;
  const url = `${useSSL ? "https" : "http"}://${host}${port === "" ? "" : `:${port}`}`;
  return [["store", `${storeOf(platform).title} at ${url}`]];
}

function authLine({ auth, rook }: Plan["settings"]): string {
  if (rook) return "access keys that Rook makes, in Secrets of its own";
  if (auth.mode === "keys") return `access keys in Kubernetes Secrets (auth.keySource: ${auth.keySource})`;
  return "IAM roles for service accounts";
}

function isolationLines({ isolation, settings }: Plan): string[] {
  const { objects, listing, checked, unchecked, unmanaged } = isolation;
  const unknown = [...unchecked, ...unmanaged.map((name) => `profile ${name}`)];
  const option = settings.auth.mode === "keys" ? "auth.profileKeys" : "auth.profileRole";
  const apart =
    `checked in the final policies: ${counted(checked, "profile")}, no object is open to two of them, ` +
    "and no service account or Secret serves two" +
    (unknown.length > 0 ? `; nothing is shown of ${listed(unknown)}` : "");
  const { server } = settings;
  const together =
    server && server.isolation !== "prefix"
      ? `none: ${server.said}`
      : `shared by choice (${option}: shared): profiles reach each other's artifacts`;
  const open = "open, as in the guide: profiles can list the names of all keys; auth.listScope: prefix closes it";
  // Whoever made the keys decides what they list, but the policies for them say it already.
  const opens = server?.listingByPrefix && unchecked.length > 0 && settings.auth.listScope === "bucket";
  const lines: readonly (readonly [string, string | false])[] = [
    ["  server     ", server !== undefined && objects !== "shared" && server.said],
    ["  objects    ", objects === "shared" ? together : checked > 0 && apart],
    [
      "  listing    ",
      opens ? open : checked > 0 && (listing === "open" ? open : "closed: profiles list only what they can open"),
    ],
    [
      "  unchecked  ",
      unchecked.length > 0 &&
        `${listed(unchecked, 10)}: whoever made their keys, roles or plugins decides what they may do`,
    ],
    ["  unmanaged  ", unmanaged.length > 0 && `${listed(unmanaged, 10)}: what they can reach was not looked at`],
  ];
  return lines.flatMap(([mark, text]) => (text === false ? [] : paragraph(mark, text)));
}

/** What has to be so before Rook does what it is asked for. */
function rookLines({ rook }: Plan): string[] {
  if (!rook) return [];
  const { store, namespace, storageClass, userNamespaces } = rook;
  const others = userNamespaces.filter((one) => one !== namespace);
  return columns([
    ...(others.length > 0 ? [["store", `${namespace}/${store} has to allow users in ${listed(others, 10)}`]] : []),
    ["operator", "has to allow bucketPolicy in claims (Rook 1.17 and later)"],
    ["class", `${storageClass} has to have reclaimPolicy: Retain, which is checked at up`],
    ["", "How to set them: docs/rook.md"],
  ]);
}

function limitRow({ name, needed, initial, verdict }: Limit): readonly string[] {
  return [verdict, `${withCommas(needed)} of ${withCommas(initial)}`, name];
}
