import type { RawConfig } from "../base/input/raw.js";
import type { ProblemList } from "../base/problems/problem.js";
import type { UserValues } from "../subjects/deploykf/user-values.js";
import type { InfrastructureSettings } from "./infrastructure.js";
import type { StackValue } from "./schema.js";

/** What is resolved of deployKF's side: the stack config's part, and the user's values files. */
export interface DeploykfInput {
  readonly raw: RawConfig;
  readonly config: StackValue<"deploykf">;
  readonly profiles: StackValue<"profiles">;
  readonly values: UserValues;
  readonly infrastructure: InfrastructureSettings | undefined;
  readonly problems: ProblemList;
}
