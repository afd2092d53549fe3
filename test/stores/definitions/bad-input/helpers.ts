import type { EndpointFinding, EndpointInput, EndpointKey } from "../../../../base/endpoint/endpoint.js";
import type { PlatformName } from "../../../../stores/index.js";

export interface BadInput {
  readonly platform: PlatformName;
  readonly input: EndpointInput;
  readonly findings: readonly EndpointFinding[];
}

export const error = (
  key: EndpointKey,
  code: string,
  message: string,
  rule: string,
  mend: string,
): EndpointFinding => ({ key, severity: "error", finding: { code, message, rule, mend } });

export const account = "0123456789abcdef0123456789abcdef";
