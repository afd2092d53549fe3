const { inThisProcess } = require("./process.cjs");

inThisProcess(require("./values-main.ts").run);
