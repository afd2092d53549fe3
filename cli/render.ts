export { planJson, planRecord, problemsJson } from "./json.js";
export { showAccess, showDeployerPolicy } from "./show.js";
export { planText } from "./text.js";
