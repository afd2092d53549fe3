const { inThisProcess, programParts } = require("./process.cjs");
const { run } = require("./recover.ts");

const parts = {
  ...programParts,
  recover: async () => require("./recover/recover.ts"),
  pulumi: async () => require("./recover/pulumi.ts"),
};
inThisProcess((args, io) => run(args, io, parts));
