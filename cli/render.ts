export { planJson, planRecord, problemsJson } from "./json.js";
export { planText } from "./text/plan.js";
export { showAccess, showDeployerPolicy } from "./text/show.js";
