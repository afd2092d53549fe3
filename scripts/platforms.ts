import { readFileSync } from "node:fs";
import type { Capabilities, Maker, Store } from "../stores/common/store.js";
import { stores } from "../stores/index.js";

/** The platform page as Markdown, from the one table that checks and warnings come from too. */
export function platforms(): string {
  const all = Object.values(stores);
  return [
    "<!-- Generated from stores/ by npm run docs. -->",
    "# Object stores",
    "",
    "`platform` names the store. Each has an example that can be planned as it is, such as",
    "`npm -s start -- --config-file examples/Pulumi.minio.yaml`.",
    "",
    "| `platform` | isolation of profiles | listing by prefix | addressing | versions | roles (IRSA) | made by the program | run |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...all.map(row),
    "",
    ...bringYourOwn,
    ...all.flatMap(section),
  ].join("\n");
}

const bringYourOwn = [
  "## Bringing your own bucket and keys",
  "",
  "Where the program makes no buckets and users, you make a bucket, and a key for the backend and for each profile. `--out` writes what each of them",
  "should be allowed, in the store's own language, so that what remains by hand is copy and paste:",
  "",
  "```sh",
  "npm -s start -- --stack NAME --out policies/",
  "```",
  "",
  "It writes them also where the keys are still missing, which it then says.",
  "",
  "Then, behind `pulumi stack init`, either hand the keys over, stored encrypted (`auth.keySource: provided`; each command asks for the value), and the Secrets are made for you:",
  "",
  "```sh",
  "pulumi config set --stack NAME --secret --path 'deploykf-object-store:keys.backend.accessKey'",
  "pulumi config set --stack NAME --secret --path 'deploykf-object-store:keys.backend.secretKey'",
  "pulumi config set --stack NAME --secret --path 'deploykf-object-store:keys.profiles.team-1.accessKey'",
  "pulumi config set --stack NAME --secret --path 'deploykf-object-store:keys.profiles.team-1.secretKey'",
  "```",
  "",
  "or make the Secrets yourself (`auth.keySource: existing`), called as the plan's access list says. Rotation: [key-rotation.md](key-rotation.md#keys-that-you-bring).",
  "",
];

function row({ platform, capabilities }: Store): string {
  const { isolation, walledFrom, listingByPrefix, addressing, versioning, irsa, makers, proof } = capabilities;
  const from = walledFrom === undefined ? "" : `, from ${walledFrom}`;
  const cells = [
    `[\`${platform}\`](#${platform})`,
    `${isolations[isolation]}${from}`,
    listingByPrefix ? `yes${from}` : "no",
    addressings[addressing],
    versionings[versioning],
    irsa ? "yes" : "no",
    madeByProgram(makers),
    proof.state === "run against a real server" ? "yes" : "no",
  ];
  return `| ${cells.join(" | ")} |`;
}

const isolations: Readonly<Record<Capabilities["isolation"], string>> = {
  prefix: "by prefix",
  key: "none; keys of their own",
};
const addressings: Readonly<Record<Capabilities["addressing"], string>> = {
  path: "path",
  "virtual-host": "virtual host",
  either: "either",
};
const versionings: Readonly<Record<Capabilities["versioning"], string>> = {
  yes: "yes",
  no: "no",
  native: "by its own API",
  depends: "depends on the server",
};

function section({ platform, title, capabilities }: Store): string[] {
  const { isolationNote, makers, proof, pitfalls, sources } = capabilities;
  const example = platform === "aws-s3" ? "Pulumi.dev.yaml" : `examples/Pulumi.${platform}.yaml`;
  return [
    `## ${platform}`,
    "",
    `${title}. Example: [${example}](../${example}). ${isolationNote}`,
    "",
    `${makers.map(makerText).join(" ")} ${capitalised(proof.state)}: ${lowered(proof.checked)}`,
    "",
    ...pitfalls.map((pitfall) => `- ${pitfall}`),
    "",
    `Sources: ${sources.map((source) => (source.startsWith("https:") ? `<${source}>` : source)).join(", ")}.`,
    "",
  ];
}

function makerText(maker: Maker): string {
  if (maker.by === "bring-your-own") return "Bucket and keys may be your own.";
  const version = optionalPackages[maker.package]?.replace("^", "");
  const install =
    version &&
    `Its package comes beside the others: \`npm install --omit=dev --save-prod --save-exact ${maker.package}@${version}\`.`;
  return [`The program makes ${maker.makes}.`, install, maker.by === "program" && maker.needs]
    .filter(Boolean)
    .join(" ");
}

function madeByProgram(makers: readonly Maker[]): string {
  if (makers.some(({ by }) => by === "program")) return "yes";
  return makers.some(({ by }) => by === "gateway") ? "what stands before it" : "no";
}

/** Packages that only stacks of one store need, in the version that is tested. */
const { peerDependencies: optionalPackages } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { readonly peerDependencies: Readonly<Record<string, string>> };

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Keeps names such as S3Proxy. */
function lowered(text: string): string {
  return /^[A-Z][a-z]+ /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
