// CommonJS on purpose, as in start.cjs: the values need neither the renderers nor the SDK.
try {
  require("tsx/cjs");
} catch {
  process.stderr.write("The dependencies aren't installed: run npm ci first.\n");
  process.exit(2);
}
require("./values-main.ts").main();
