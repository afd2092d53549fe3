// CommonJS on purpose: tsx's synchronous hook starts a quarter of a second faster than its ESM loader.
try {
  require("tsx/cjs");
} catch {
  process.stderr.write("The dependencies aren't installed: run npm ci first.\n");
  process.exit(2);
}

// Places in a stack trace, which only DEBUG=1 shows, need every module's source map.
if (!process.env.DEBUG) process.setSourceMapsEnabled(false);
