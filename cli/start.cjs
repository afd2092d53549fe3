const { inThisProcess, programParts } = require("./process.cjs");
const { run } = require("./start.ts");

const parts = {
  ...programParts,
  render: async () => require("./render.ts"),
  compare: async () => require("./compare/compare.ts"),
};
inThisProcess((args, io) => run(args, io, parts));
