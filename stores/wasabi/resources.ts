import { Provider, type ProviderArgs } from "@pulumi/aws/provider.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import * as pulumi from "@pulumi/pulumi";
import type { ObjectStoreEndpoint } from "../../base/endpoint/endpoint.js";
import type { Planned } from "../../base/planned/resources.js";
import type { BucketPlan } from "../../subjects/bucket/plan.js";
import { createIamUser } from "../aws-s3/resources-user.js";
import type { CreatedBucket, Reached, StoreMakersOf, StoreResources } from "../common/resources.js";

/** The AWS provider, with Wasabi's endpoints and the stack's AWS credentials. */
export const wasabiResources: StoreResources<Reached<Pick<ObjectStoreEndpoint, "region">>> = {
  makersOf: (plan) => wasabiMakers(plan.shape.settings.endpoint.region),
};

/** Source: docs.wasabi.com, "Service URLs for Wasabi's Storage Regions", "IAM and STS support". */
function wasabiMakers(region: string): StoreMakersOf {
  return ({ name, parent }) => {
    const s3 = `https://s3.${region}.wasabisys.com`;
    const provider = new Provider(
      `${name}-wasabi`,
      {
        ...credentials(),
        region,
        // A request that found its way to AWS would carry the key's id there.
        endpoints: [
          { s3, s3control: s3, iam: "https://iam.wasabisys.com", sts: `https://sts.${region}.wasabisys.com` },
        ],
        s3UsePathStyle: true,
        skipCredentialsValidation: true,
        skipMetadataApiCheck: true,
        skipRegionValidation: true,
        skipRequestingAccountId: true,
      },
      { parent },
    );
    return {
      createBucket: (bucketName, plan, of) => createWasabiBucket(bucketName, plan, of, provider),
      createUser: (userName, plan, user, of) => createIamUser(userName, plan, user, of, provider),
    };
  };
}

/** Undefined ones are looked for where AWS's are. */
function credentials(): Pick<ProviderArgs, "accessKey" | "secretKey" | "profile"> {
  const config = new pulumi.Config("aws");
  return {
    accessKey: config.getSecret("accessKey"),
    secretKey: config.getSecret("secretKey"),
    profile: config.get("profile"),
  };
}

/** Wasabi's buckets are private and encrypted as they are. */
function createWasabiBucket(
  name: string,
  plan: Planned<BucketPlan>,
  parent: pulumi.Resource,
  provider: pulumi.ProviderResource,
): CreatedBucket {
  const keep = { parent, provider, protect: true, retainOnDelete: true };
  const bucket = new Bucket(name, { bucket: plan.input((known) => known.name), forceDestroy: false }, keep);
  return { bucketName: bucket.bucket, bucketArn: bucket.arn, settings: [] };
}
