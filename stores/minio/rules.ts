import type { Finding } from "../../base/problems/problem.js";

/** MinIO's provider makes a user or policy that exists its own without a word. */
export function takesOver(namePrefix: string): Finding {
  return {
    code: "name-prefix-default",
    message: `namePrefix isn't stated: users and policies are called ${namePrefix}-...`,
    rule: "on a MinIO server users and policies of the same name, such as another team's stack has, are overwritten in silence",
    mend: "state a namePrefix that no other stack of this server has",
  };
}
