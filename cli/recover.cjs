// CommonJS on purpose, as in start.cjs.
try {
  require("tsx/cjs");
} catch {
  process.stderr.write("The dependencies aren't installed: run npm ci first.\n");
  process.exit(2);
}
require("./recover-main.ts").main({
  recover: () => require("./recover/recover.ts"),
  pulumi: () => require("./recover/pulumi.ts"),
  program: () => {
    // The engine's host sets it for the program; the SDK reads it when it is loaded.
    process.env.PULUMI_NODEJS_ROOT_DIRECTORY = process.cwd();
    return require("./program-run.ts");
  },
});
