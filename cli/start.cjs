// CommonJS on purpose: tsx's synchronous hook starts a quarter of a second faster than its ESM loader, and `--format
// values` needs neither the renderers nor the SDK.
try {
  require("tsx/cjs");
} catch {
  process.stderr.write("The dependencies aren't installed: run npm ci first.\n");
  process.exit(2);
}
// Places in a stack trace, which only DEBUG=1 shows, need every module's source map.
if (!process.env.DEBUG) process.setSourceMapsEnabled(false);
const { main } = require("./main.ts");

main({
  render: () => require("./render.ts"),
  program: () => {
    require("./sdk.cjs");
    return require("./program-run.ts");
  },
  compare: () => require("./compare.ts"),
  eksCluster: () => require("../components/eks-cluster.ts"),
  gcp: () => require("../components/stores/gcp.ts"),
  minio: () => require("../components/stores/minio.ts"),
});
