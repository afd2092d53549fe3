import type { Input, Output } from "@pulumi/pulumi";
import { expect, test } from "vitest";
import type { z } from "zod";
import type {
  DeploykfObjectStoreArgs,
  EksClusterArgs,
  KubeflowBucketArgs,
  PipelineKeyArgs,
  PipelineRoleArgs,
} from "../../components/args.js";
import type {
  DeploykfObjectStore,
  EksCluster,
  KubeflowBucket,
  PipelineKey,
  PipelineRole,
} from "../../components/index.js";
import type { packageClasses } from "../../components/schema.js";
import { stackArguments } from "../support/examples.js";
import { typeErrors } from "../support/typescript.js";

type InputOf<K extends keyof typeof packageClasses> = z.input<(typeof packageClasses)[K]["args"]>;
type Assignable<To, _From extends To> = true;

/** Apart from secrets, which a stack's file has encrypted. */
type Open<T> = Omit<T, "keys" | "kubeconfig">;

/** What the schema takes, the interfaces take. */
type Checked = [
  Assignable<Open<DeploykfObjectStoreArgs>, Open<InputOf<"DeploykfObjectStore">>>,
  Assignable<KubeflowBucketArgs, InputOf<"KubeflowBucket">>,
  Assignable<PipelineRoleArgs, InputOf<"PipelineRole">>,
  Assignable<Open<PipelineKeyArgs>, Open<InputOf<"PipelineKey">>>,
  Assignable<EksClusterArgs, InputOf<"EksCluster">>,
];

/** What a class has of what its schema says it gives, each as an output. */
type Given<K extends keyof typeof packageClasses, O = z.output<(typeof packageClasses)[K]["outputs"]>> = {
  [P in keyof O]: Output<O[P]> | (undefined extends O[P] ? undefined : never);
};

test("the classes give what the schema says", () => {
  const given: readonly [
    Assignable<Given<"DeploykfObjectStore">, DeploykfObjectStore>,
    Assignable<Given<"KubeflowBucket">, KubeflowBucket>,
    Assignable<Given<"PipelineRole">, PipelineRole>,
    Assignable<Given<"PipelineKey">, PipelineKey>,
    Assignable<Given<"EksCluster">, EksCluster>,
  ] = [true, true, true, true, true];
  expect(given).not.toContain(false);
});

/** The names of both are the same, and what is required of one is required of the other where it has no variants. */
type SameKeys<A, B> = [keyof A, keyof B] extends [keyof B, keyof A] ? true : false;
type RequiredKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];
type Same<A, B> = [SameKeys<A, B>, RequiredKeys<A>, RequiredKeys<B>] extends [true, RequiredKeys<B>, RequiredKeys<A>]
  ? true
  : false;

test("the interfaces take what the schema takes, under the same names", () => {
  const same: readonly [
    Checked,
    Same<DeploykfObjectStoreArgs, InputOf<"DeploykfObjectStore">>,
    Same<KubeflowBucketArgs, InputOf<"KubeflowBucket">>,
    Same<PipelineRoleArgs, InputOf<"PipelineRole">>,
    Same<PipelineKeyArgs, InputOf<"PipelineKey">>,
    Same<EksClusterArgs, InputOf<"EksCluster">>,
  ] = [[true, true, true, true, true], true, true, true, true, true];
  expect(same.flat()).not.toContain(false);
});

test("a text inside of what is registered may be an output, and what decides may not", () => {
  const same: readonly [
    Assignable<DeploykfObjectStoreArgs["accountId"], Input<string>>,
    Assignable<KubeflowBucketArgs["name"], Input<string>>,
    Assignable<PipelineKeyArgs["kubeconfig"], Input<string>>,
    Input<string> extends DeploykfObjectStoreArgs["namePrefix"] ? false : true,
    Input<string> extends DeploykfObjectStoreArgs["platform"] ? false : true,
  ] = [true, true, true, true, true];
  expect(same).not.toContain(false);
});

test("every example stack is what DeploykfObjectStore takes", () => {
  const declared = stackArguments.map(
    ([file, args], index) => `// ${file}\nexport const a${index}: DeploykfObjectStoreArgs = ${JSON.stringify(args)};`,
  );
  const wrong = [
    `{ bucket: { name: "b" }, cluster: { source: "oidc" } }`,
    `{ bucket: { nmae: "b" }, cluster: { source: "oidc" }, deploykf: { version: "0.1.5" } }`,
    `{ bucket: { name: "b" }, cluster: { source: "gke" }, deploykf: { version: "0.1.5" } }`,
    `{ bucket: { name: "b" }, cluster: { source: "eks" }, deploykf: { version: "0.1.5" }, platform: pulumi.output("gcs") }`,
  ].map((args, index) => `// @ts-expect-error\nexport const w${index}: DeploykfObjectStoreArgs = ${args};`);
  const text = [
    `import * as pulumi from "@pulumi/pulumi";`,
    `import type { DeploykfObjectStoreArgs } from "./components/args.js";`,
    ...declared,
    ...wrong,
  ].join("\n");

  expect(stackArguments.length).toBeGreaterThan(18);
  expect(typeErrors("stacks-as-arguments.ts", text)).toEqual([]);
});
