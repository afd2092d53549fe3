import type { Unread } from "../files/read.js";
import type { Finding } from "../problems/problem.js";

/** A file that isn't read, for what it is; in a comparison, for where it is. */
export function unreadFinding(message: string, { reason }: Unread, otherwise: Omit<Finding, "message">): Finding {
  if (reason !== "outside") return { ...otherwise, message };
  return {
    code: "outside-tree",
    message,
    rule: "a comparison reads each side from its own repository (or folder) alone: what is elsewhere is the same for both",
    mend: "keep the file in the repository, and name it by a path relative to Pulumi.yaml",
  };
}
