import * as pulumi from "@pulumi/pulumi";
import type { Issuer } from "../components/trust.js";
import { renderProblem } from "../problems/report.js";
import { otherIssuer } from "./ask-cluster.js";

/** The issuer of a cluster that this stack creates, which has to be the one that was stated, if one was. */
export function verifiedIssuer(issuer: Issuer, stated: string | undefined): Issuer {
  return stated === undefined ? issuer : { ...issuer, url: issuer.url.apply((actual) => verified(stated, actual)) };
}

function verified(stated: string, actual: string): string {
  if (actual === stated) return actual;
  const problem = { ...otherIssuer(stated, actual), severity: "error", location: undefined } as const;
  throw new pulumi.RunError(`\n${renderProblem(problem)}`);
}
