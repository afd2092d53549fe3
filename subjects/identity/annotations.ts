import { unknownFact } from "../../base/aws/arn.js";
import { chunks, groupBy } from "../../base/problems/group.js";
import type { Finding } from "../../base/problems/problem.js";
import { counted, listed } from "../../base/problems/text.js";
import { annotatedAccounts } from "../deploykf/paths.js";
import type { Principals } from "./plan.js";

/** A line for each of so few; beyond, a loop. */
const mostLines = 5;
/** In one loop: a terminal takes lines of 4,096 characters. */
const mostInLoop = 40;

interface Account {
  readonly namespace: string;
  readonly name: string;
  readonly roleArn: string;
}

/** What to say of service accounts that a profile's role trusts, and deployKF gives no annotation with it. */
export function accountsNotAnnotated({ profiles }: Principals): Finding | undefined {
  const accounts = profiles.flatMap((plan): readonly Account[] => {
    if (plan.kind !== "role") return [];
    return plan.serviceAccounts.flatMap((one) => {
      const [namespace = "", name = ""] = one.split("/");
      return annotatedAccounts.has(name) ? [] : [{ namespace, name, roleArn: plan.roleArn }];
    });
  });
  if (accounts.length === 0) return undefined;
  const names = [...new Set(accounts.map(({ name }) => name))];
  const count = new Set(accounts.map(({ namespace }) => namespace)).size;
  const unknown = accounts.some(({ roleArn }) => roleArn.includes(unknownFact));
  return {
    code: "service-account-not-annotated",
    message: `deployKF doesn't annotate ${listed(names)} with the profile's role (${counted(count, "namespace")})`,
    rule: `its plugin annotates ${[...annotatedAccounts].join(" and ")} alone; without the annotation pods have no role`,
    mend:
      `annotate ${names.length === 1 ? "it" : "them"}, once the namespaces are there, and start their pods anew` +
      `${unknown ? "; ACCOUNT_ID is the account's (state accountId, and it stands there)" : ""}:`,
    commands: commandsFor(accounts),
  };
}

function commandsFor(accounts: readonly Account[]): readonly string[] {
  if (accounts.length <= mostLines) {
    return accounts.map(({ namespace, name, roleArn }) => annotate(namespace, name, arnText(roleArn)));
  }
  return [...groupBy(accounts, ({ name }) => name)].flatMap(([name, some]) =>
    chunks(some, mostInLoop).map((part) => {
      const pairs = part.map(({ namespace, roleArn }) => `${namespace}=${arnText(roleArn)}`).join(" ");
      return `for one in ${pairs}; do ${annotate('"${one%%=*}"', name, '"${one#*=}"')}; done`;
    }),
  );
}

function annotate(namespace: string, account: string, role: string): string {
  return `kubectl -n ${namespace} annotate serviceaccount ${account} --overwrite eks.amazonaws.com/role-arn=${role}`;
}

function arnText(roleArn: string): string {
  return roleArn.replace(unknownFact, "ACCOUNT_ID");
}
