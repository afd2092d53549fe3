import { describe, expect, it } from "vitest";
import {
  kfpApiServerRegions,
  kfpUiRegions,
  knownRegions,
  partitionOf,
  refusedPartitionOf,
  regionalS3Host,
} from "../../base/aws/regions.js";

describe("the lists of regions", () => {
  it("are those of the clients: 25 of the API server, 14 of the UI, each within the next", () => {
    expect([kfpUiRegions.size, kfpApiServerRegions.size, knownRegions.size]).toEqual([14, 25, 38]);
    for (const region of kfpUiRegions) expect(kfpApiServerRegions.has(region), region).toBe(true);
    for (const region of kfpApiServerRegions) expect(knownRegions.has(region), region).toBe(true);
  });

  it("lack what the API server would send to us-east-1", () => {
    const unknown = [...knownRegions].filter((region) => !kfpApiServerRegions.has(region)).sort();
    expect(unknown.join(" ")).toBe(
      "ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 " +
        "ca-west-1 eu-central-2 eu-south-2 il-central-1 me-central-1 mx-central-1",
    );
  });
});

describe("a region", () => {
  it("has a partition and a host, which deployKF takes for Amazon S3", () => {
    const partitions = new Map([...knownRegions].map((region) => [region, partitionOf(region)]));
    expect([...partitions].filter(([, partition]) => partition !== "aws")).toEqual([
      ["cn-north-1", "aws-cn"],
      ["cn-northwest-1", "aws-cn"],
      ["us-gov-east-1", "aws-us-gov"],
      ["us-gov-west-1", "aws-us-gov"],
    ]);
    for (const region of knownRegions) {
      expect(regionalS3Host(region)).toMatch(/^.*s3.*amazonaws.com.*$/);
      expect(regionalS3Host(region).endsWith(".cn")).toBe(region.startsWith("cn-"));
      expect(refusedPartitionOf(region)).toBeUndefined();
    }
  });
});
