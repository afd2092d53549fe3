// CommonJS on purpose, as in start.cjs: the values need neither the renderers nor the SDK.
try {
  require("tsx/cjs");
} catch {
  process.stderr.write("The dependencies aren't installed: run npm ci first.\n");
  process.exit(2);
}
// Places in a stack trace, which only DEBUG=1 shows, need every module's source map.
if (!process.env.DEBUG) process.setSourceMapsEnabled(false);
require("./values-main.ts").main();
