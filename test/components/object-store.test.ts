import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { DeploykfObjectStore } from "../../components/object-store.js";
import { StoreSource } from "../../components/store-source.js";
import { described } from "../support/expected.js";
import { runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

const stack = scenarios.baseline();
const { plan } = planOffline(stack.root, stack.stack);
const source = new StoreSource(plan, () => ({ secrets: { keys: unprovided, storageAccountKey: pulumi.output("") } }));
const unprovided = () => {
  throw new Error("no key is provided");
};

test("twice in one program, under two names, without a common URN", async () => {
  const run = async () => {
    new DeploykfObjectStore("one", source);
    new DeploykfObjectStore("two", source);
  };
  const { resources } = await runProgram(stack, { run });

  const names = Object.keys(described(resources));
  const ofOne = names.filter((name) => name.includes(" one"));
  expect(names).toHaveLength(2 * ofOne.length);
  expect(names.filter((name) => name.includes(" two")).sort()).toEqual(
    ofOne.map((name) => name.replace(" one", " two")).sort(),
  );
});

test("gives out what deployKF needs, without the program around it", async () => {
  const run = async () => {
    const { bucketName, backendRoleArn, profileRoleArns } = new DeploykfObjectStore("theirs", source);
    return { bucketName, backendRoleArn, profileRoleArns };
  };
  const { outputs } = await runProgram(stack, { run });

  expect(outputs).toEqual({
    bucketName: "acme-test-pipelines",
    backendRoleArn: "arn:aws:iam::111122223333:role/kf-test-backend",
    profileRoleArns: {
      "profile team-1": "arn:aws:iam::111122223333:role/kf-test-profile-team-1",
      "profile team-10": "arn:aws:iam::111122223333:role/kf-test-profile-team-10",
    },
  });
});
