import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import {
  bucketArn,
  clusterResources,
  describedKeys,
  noKeys,
  secretResource,
  tags,
  userResources,
} from "../support/expected-keys.js";
import * as role from "../support/expected-role.js";
import { keyStack, planted } from "../support/key-stacks.js";
import { inTools, profileName, secretRef } from "../support/key-values.js";
import { runProgram } from "../support/program.js";

const issuer = { accountId: "111122223333", host: "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF" };
const cluster = {
  source: "oidc",
  issuerUrl: `https://${issuer.host}`,
  kubeconfig: { path: "kubeconfig.yaml", context: "test" },
};
const fourProfiles = `deploykf_core:
  deploykf_profiles_generator:
    profiles:
      - { name: by-role, members: [] }
      - { name: by-key, members: [], tools: { kubeflowPipelines: { other: true } } }
      - { name: by-own, members: [], plugins: [{ kind: Other, spec: {} }] }
      - { name: as-before, members: [], tools: { kubeflowPipelines: { objectStoreAuth: { existingSecret: theirs } } } }
`;
const own = { name: "theirs-by-eso", namespace: "eso", accessKeyKey: "id", secretKeyKey: "key" };
const overrides = {
  "by-key": { auth: "keys" },
  "by-own": { auth: "keys", keySource: "existing", secret: own },
  "as-before": { auth: "unmanaged" },
};
const config = (auth: object = {}) => ({ cluster, auth: { mode: "irsa", ...auth }, profiles: { overrides } });

const objects = (name: string) => [
  role.listing(bucketArn),
  role.objects(bucketArn, [`artifacts/${name}/`, `v2/artifacts/${name}/`]),
];

function roles(preview: boolean) {
  const common = { preview, tags, issuer };
  return {
    ...role.roleResources({
      ...common,
      key: "backend",
      name: "kf-test-backend",
      description: role.backendDescription,
      accounts: role.backendAccounts,
      statements: [role.listing(bucketArn), role.objects(bucketArn, role.backendPrefixes)],
    }),
    ...role.roleResources({
      ...common,
      key: "profile-by-role",
      name: "kf-test-profile-by-role",
      description: "deployKF profile by-role: its own artifacts",
      accounts: ["by-role/default-editor", "by-role/default-viewer"],
      statements: objects("by-role"),
    }),
  };
}

const arn = (name: string) => `arn:aws:iam::111122223333:role/kf-test-${name}`;
const annotated = { serviceAccount: { annotations: { "eks.amazonaws.com/role-arn": arn("backend") } } };

/** The block: every entry whole, and each principal as it authenticates. */
function block(byRole: object, generator: object = {}, plugins: object = {}) {
  const ownRef = secretRef(own.name, { namespace: own.namespace, names: ["id", "key"] });
  return {
    deploykf_core: {
      deploykf_profiles_generator: {
        ...generator,
        profiles: [
          { name: "by-role", members: [], ...byRole },
          {
            name: "by-key",
            members: [],
            ...plugins,
            tools: { kubeflowPipelines: { other: true, objectStoreAuth: secretRef(profileName("by-key")) } },
          },
          { name: "by-own", members: [], plugins: [{ kind: "Other", spec: {} }], ...inTools(ownRef) },
          { name: "as-before", members: [], ...plugins, ...inTools({ existingSecret: "theirs" }) },
        ],
      },
    },
    deploykf_opt: { deploykf_minio: { enabled: false } },
    kubeflow_dependencies: { kubeflow_argo_workflows: { controller: annotated, server: annotated } },
    kubeflow_tools: {
      pipelines: {
        serviceAccounts: { apiServer: annotated.serviceAccount, frontend: annotated.serviceAccount },
        bucket: { name: "acme-test-pipelines", region: "eu-west-1" },
        objectStore: {
          useExternal: true,
          host: "s3.eu-west-1.amazonaws.com",
          port: "",
          useSSL: true,
          auth: { fromEnv: true },
        },
      },
    },
  };
}

const plugin = (name: string) => ({
  plugins: [{ kind: "AwsIamForServiceAccount", spec: { awsIamRole: arn(name), AnnotateOnly: true } }],
});

describe.each(modes)(
  "IRSA by default, two profiles with keys, one of them with a Secret of others, %s",
  (_, preview) => {
    const secret = { preview, key: "profile-by-key", principal: "profile by-key", name: profileName("by-key") };

    test("iam-users: a role for who has no key, a user and a Secret for one, nothing for the other", async () => {
      const run = await runProgram(keyStack(config(), fourProfiles), { preview });

      expect(describedKeys(run)).toEqual({
        ...noKeys,
        ...clusterResources("kubeflow"),
        ...roles(preview),
        ...userResources({ preview, key: "profile-by-key", statements: objects("by-key") }),
        ...secretResource(secret),
      });
      expect(run.outputs.deploykfValuesObject).toEqual(block(plugin("profile-by-role")));
    });

    test("provided: the same but for the user", async () => {
      const keys = { profiles: { "by-key": planted("by-key") } };
      const run = await runProgram(keyStack({ ...config({ keySource: "provided" }), keys }, fourProfiles), { preview });

      expect(describedKeys(run)).toEqual({
        ...noKeys,
        ...clusterResources("kubeflow"),
        ...roles(preview),
        ...secretResource({ ...secret, content: planted("by-key") }),
      });
      expect(run.outputs.deploykfValuesObject).toEqual(block(plugin("profile-by-role")));
    });

    test("existing: roles alone, and no cluster is reached", async () => {
      const run = await runProgram(keyStack(config({ keySource: "existing" }), fourProfiles), { preview });

      expect(describedKeys(run)).toEqual({ ...noKeys, ...roles(preview) });
      expect(run.outputs.deploykfValuesObject).toEqual(block(plugin("profile-by-role")));
    });

    test("a shared role stands in the defaults, and profiles with keys don't inherit it", async () => {
      const run = await runProgram(keyStack(config({ profileRole: "shared" }), fourProfiles), { preview });

      expect(run.outputs.deploykfValuesObject).toEqual(
        block({}, { profileDefaults: plugin("profiles") }, { plugins: [] }),
      );
      expect(run.log).toEqual([]);
    });
  },
);
