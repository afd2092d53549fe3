// CommonJS on purpose: tsx's synchronous hook starts a quarter of a second faster than its ESM loader.
try {
  require("tsx/cjs");
} catch {
  process.stderr.write("The dependencies aren't installed: run npm ci first.\n");
  process.exit(2);
}

exports.inThisProcess = (run) => require("./process.ts").inThisProcess(run);

/** What runs the program, loaded where it is run: the values need no SDK, and few stacks need these packages. */
exports.programParts = {
  program: async () => {
    // The engine's host sets it for the program; the SDK reads it when it is loaded.
    process.env.PULUMI_NODEJS_ROOT_DIRECTORY = process.cwd();
    return require("./program-run.ts");
  },
  eksCluster: async () => require("../subjects/cluster/resources.ts"),
  gcp: async () => require("../stores/gcs/resources.ts"),
  minio: async () => require("../stores/minio/resources.ts"),
};
