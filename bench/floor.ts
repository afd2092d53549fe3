import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import * as pulumi from "@pulumi/pulumi";

/** The floor: a bare program that registers as many raw resources under the SDK's own mocks, with the SDK's defaults. */
const profiles = Number(process.argv[2]);

await pulumi.runtime.setMocks(
  {
    call: () => ({}),
    newResource: () => ({ id: "", state: {} }),
  },
  "floor",
  "bench",
  true,
);

pulumi.runtime.runInPulumiStack(async () => {
  // As many as the plan has: two for each profile and for the backend, seven for the bucket.
  new Role("one-more", { name: "one-more", assumeRolePolicy: "{}" });
  for (let index = 0; index < profiles + 4; index++) {
    const role = new Role(`role-${index}`, { name: `role-${index}`, assumeRolePolicy: "{}" });
    new RolePolicy(`policy-${index}`, { role: role.name, policy: "{}" });
  }
});
