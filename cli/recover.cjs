// CommonJS on purpose, as in start.cjs.
try {
  require("tsx/cjs");
} catch {
  process.stderr.write("The dependencies aren't installed: run npm ci first.\n");
  process.exit(2);
}
// Places in a stack trace, which only DEBUG=1 shows, need every module's source map.
if (!process.env.DEBUG) process.setSourceMapsEnabled(false);
require("./recover-main.ts").main({
  recover: () => require("./recover/recover.ts"),
  pulumi: () => require("./recover/pulumi.ts"),
  program: () => {
    require("./sdk.cjs");
    return require("./program-run.ts");
  },
  eksCluster: () => require("../components/eks-cluster.ts"),
  gcp: () => require("../components/stores/gcp.ts"),
  minio: () => require("../components/stores/minio.ts"),
});
