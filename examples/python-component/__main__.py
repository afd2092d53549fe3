"""deployKF's object store, as a part of a program that has its own key and reads its own cluster."""

import pulumi
import pulumi_aws as aws
import pulumi_deploykf_object_store as deploykf

cluster = aws.eks.get_cluster_output(name="analytics")
issuer_url = cluster.identities[0].oidcs[0].issuer
account_id = aws.get_caller_identity_output().account_id
key = aws.kms.Key("artifacts", description="Kubeflow's artifacts", enable_key_rotation=True)

store = deploykf.DeploykfObjectStore(
    "kubeflow",
    account_id=account_id,
    name_prefix="kf-analytics",
    bucket={"name": "acme-analytics-kubeflow-pipelines", "kms_key_arn": key.arn},
    cluster={"source": "oidc", "issuer_url": issuer_url},
    deploykf={"version": "0.1.5", "values_files": ["values.yaml"], "embedded_minio": "keep"},
)

# Something beside deployKF that works with one profile's artifacts.
reports = deploykf.PipelineRole(
    "reports",
    service_accounts=["reporting/reports"],
    prefixes=["artifacts/team-1/", "v2/artifacts/team-1/"],
    bucket_name=store.bucket_name,
    kms_key_arn=key.arn,
    issuer_url=issuer_url,
    account_id=account_id,
    name_prefix="kf-analytics",
)

# For deployKF's generator, behind all your other values: pulumi stack output values > values-object-store.yaml
pulumi.export("values", store.values)
pulumi.export("reportsRoleArn", reports.role_arn)
