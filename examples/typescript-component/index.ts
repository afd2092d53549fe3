// deployKF's object store, as a part of a program that has its own key and reads its own cluster.
import * as aws from "@pulumi/aws";
import { DeploykfObjectStore, PipelineRole } from "deploykf-object-store";

const { accountId } = aws.getCallerIdentityOutput();
const cluster = aws.eks.getClusterOutput({ name: "analytics" });
const issuerUrl = cluster.identities.apply((identities) => identities[0]?.oidcs[0]?.issuer ?? "");
const key = new aws.kms.Key("artifacts", { description: "Kubeflow's artifacts", enableKeyRotation: true });

const store = new DeploykfObjectStore("kubeflow", {
  accountId,
  namePrefix: "kf-analytics",
  bucket: { name: "acme-analytics-kubeflow-pipelines", kmsKeyArn: key.arn },
  cluster: { source: "oidc", issuerUrl },
  deploykf: { version: "0.1.5", valuesFiles: ["values.yaml"], embeddedMinio: "keep" },
});

// Something beside deployKF that works with one profile's artifacts.
const reports = new PipelineRole("reports", {
  serviceAccounts: ["reporting/reports"],
  prefixes: ["artifacts/team-1/", "v2/artifacts/team-1/"],
  bucketName: store.bucketName,
  kmsKeyArn: key.arn,
  issuerUrl,
  accountId,
  namePrefix: "kf-analytics",
});

// For deployKF's generator, behind all your other values: pulumi stack output values > values-object-store.yaml
export const values = store.values;
export const reportsRoleArn = reports.roleArn;
