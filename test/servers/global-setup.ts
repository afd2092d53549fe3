import { actionlint } from "./actionlint.js";
import { kubectlValidate } from "./kubectl-validate.js";
import { minioRunner } from "./minio-runner.js";
import { rookCrds } from "./rook-crds.js";
import { s3ProxyJar } from "./s3proxy.js";

/** Builds and fetches once, before any test, what the tests would else wait for. */
export async function setup(): Promise<void> {
  await Promise.all([minioRunner(), s3ProxyJar(), kubectlValidate(), rookCrds(), actionlint()]);
}
