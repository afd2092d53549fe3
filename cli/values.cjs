const { inThisProcess } = require("./process.cjs");

inThisProcess(require("./values.ts").run);
