import type { ProblemList } from "../problems/problem.js";
import type { RawConfig } from "./raw.js";
import type { InfrastructureSettings } from "./resolve-infrastructure.js";
import type { StackValue } from "./schema.js";
import type { UserValues } from "./user-values.js";

/** What is resolved of deployKF's side: the stack config's part, and the user's values files. */
export interface DeploykfInput {
  readonly raw: RawConfig;
  readonly config: StackValue<"deploykf">;
  readonly profiles: StackValue<"profiles">;
  readonly values: UserValues;
  readonly infrastructure: InfrastructureSettings | undefined;
  readonly problems: ProblemList;
}
