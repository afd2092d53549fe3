import type { ProblemCode } from "../../../../problems/catalogue.js";
import type { EndpointFinding, EndpointInput, EndpointKey, PlatformName } from "../../../../stores/store.js";

export interface BadInput {
  readonly platform: PlatformName;
  readonly input: EndpointInput;
  readonly findings: readonly EndpointFinding[];
}

export const error = (
  key: EndpointKey,
  code: ProblemCode,
  message: string,
  rule: string,
  mend: string,
): EndpointFinding => ({ key, severity: "error", finding: { code, message, rule, mend } });

export const account = "0123456789abcdef0123456789abcdef";
