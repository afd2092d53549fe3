// CommonJS on purpose: tsx's synchronous hook starts a quarter of a second faster than its ESM loader, and `--format
// values` needs neither the renderers nor the SDK.
try {
  require("tsx/cjs");
} catch {
  process.stderr.write("The dependencies aren't installed: run npm ci first.\n");
  process.exit(2);
}
const { main } = require("./main.ts");

main({
  render: () => require("./render.ts"),
  program: () => {
    // The engine's host sets it for the program; the SDK reads it when it is loaded.
    process.env.PULUMI_NODEJS_ROOT_DIRECTORY = process.cwd();
    return require("./program-run.ts");
  },
  compare: () => require("./compare.ts"),
});
