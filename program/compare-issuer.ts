import * as pulumi from "@pulumi/pulumi";
import { renderProblem } from "../base/problems/report.js";
import type { Issuer } from "../subjects/access/resources-trust.js";
import { otherIssuer } from "../subjects/cluster/ask.js";

/** Warns of a stated issuer that isn't a new cluster's; roles trust the real one in any case. */
export function compareIssuer(issuer: Issuer, stated: string | undefined): void {
  if (stated === undefined) return;
  issuer.url.apply(async (actual) => {
    if (actual === stated) return;
    await pulumi.log.warn(renderProblem({ ...otherIssuer(stated, actual), severity: "warning", location: undefined }));
  });
}
