// Runs a start file in this process, once for each list of arguments, and prints the modules that are loaded after each.
// What was loaded before stays, but for the project's own files and the packages that only some stacks load.
const [start, json] = process.argv.slice(2);
const runs = JSON.parse(json);
const found = [];

function next() {
  const stays = (file) => /[\\/]node_modules[\\/]/.test(file) && !/[\\/]@pulumi[\\/](?:eks|gcp|minio)[\\/]/.test(file);
  for (const file of Object.keys(require.cache).filter((one) => !stays(one))) delete require.cache[file];
  process.exitCode = undefined;
  process.argv = [process.execPath, start, ...runs[found.length]];
  require(start);
}

process.stdout.setMaxListeners(0).write = () => true;
process.on("beforeExit", ended);
function ended() {
  // The program waits for this, too.
  if (process.exitCode === undefined) return;
  found.push({ exitCode: process.exitCode, modules: Object.keys(require.cache) });
  // Something to come: a process that had nothing to wait for isn't idle once more.
  if (found.length < runs.length) return setImmediate(next);
  process.off("beforeExit", ended);
  process.stderr.write(JSON.stringify(found));
}
next();
