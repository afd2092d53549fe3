import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MinioServer } from "./minio.js";
import { runTool } from "./process.js";

export interface MinioAdmin {
  createBucket(bucket: string): Promise<void>;
  createUser(name: string, secret: string): Promise<void>;
  /** `document` is the policy's JSON, or what becomes it. */
  createPolicy(name: string, document: string | object): Promise<void>;
  attachPolicy(policy: string, user: string): Promise<void>;
  /** A key of a user's, with at most what this policy allows. */
  createServiceAccount(
    user: string,
    key: { readonly accessKey: string; readonly secretKey: string },
    document: string,
  ): Promise<void>;
}

/** What the root user can do by MinIO's own client. */
export function minioAdmin(server: MinioServer): MinioAdmin {
  const mc = async (...args: string[]): Promise<void> => {
    await runTool({ ...server.runner.client(server, args), name: `mc ${args.slice(0, 3).join(" ")}`, seconds: 60 });
  };
  const documentFile = (name: string, document: string | object): string => {
    const file = `client/${name}.policy.json`;
    writeFileSync(join(server.folder, file), typeof document === "string" ? document : JSON.stringify(document));
    return server.runner.seen(server, file);
  };
  return {
    createBucket: (bucket) => mc("mb", `store/${bucket}`),
    createUser: (name, secret) => mc("admin", "user", "add", "store", name, secret),
    createPolicy: (name, document) => mc("admin", "policy", "create", "store", name, documentFile(name, document)),
    attachPolicy: (policy, user) => mc("admin", "policy", "attach", "store", policy, "--user", user),
    createServiceAccount: (user, { accessKey, secretKey }, document) => {
      const key = ["--access-key", accessKey, "--secret-key", secretKey];
      const policy = ["--policy", documentFile(accessKey, document)];
      return mc("admin", "user", "svcacct", "add", "store", user, ...key, ...policy);
    },
  };
}
