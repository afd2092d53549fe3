/** Arguments of a store that is asked for nothing but the account. */
export const storeArgs = {
  region: "eu-west-1",
  accountId: "111122223333",
  namePrefix: "kf-test",
  bucket: { name: "acme-pipelines" },
  cluster: {
    source: "oidc",
    issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789",
    oidcProvider: "existing",
  },
  deploykf: {
    version: "0.1.5",
    values: ["deploykf_core: { deploykf_profiles_generator: { profiles: [{ name: team-1, members: [] }] } }"],
    embeddedMinio: "keep",
  },
} as const;

/** Statements of a program that has the SDK as `pulumi`. */
export const mocked = `
pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({ id: name, state: { ...inputs, arn: "arn:of:" + name } }),
  call: () => ({ accountId: "111122223333", clientIdLists: ["sts.amazonaws.com"] }),
});
`;
