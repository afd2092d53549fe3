export { planJson, planRecord, problemsJson } from "./json.js";
export { planText } from "./text/plan.js";
export { showAccess, showDeployerPolicy, showImport } from "./text/show.js";
