// Preloaded into a measured process: tells its peak memory and what it loaded of some packages when it ends.
const { writeSync } = require("node:fs");
const packages = ["@pulumi/eks"];
process.on("exit", () => {
  const files = Object.keys(require.cache);
  const loaded = packages.map((name) => [name, files.filter((file) => file.includes(`/node_modules/${name}/`)).length]);
  writeSync(3, JSON.stringify({ kilobytes: process.resourceUsage().maxRSS, loaded: Object.fromEntries(loaded) }));
});
