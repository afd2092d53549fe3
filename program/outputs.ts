import { type DeploykfObjectStore, outputsOf } from "../components/object-store.js";

/** The stack's outputs. Those of a cluster have the names that another stack looks for by default, with `cluster.source: stack`. */
export function stackOutputs(store: DeploykfObjectStore) {
  const { values, valuesObject, bucketArn: _, secretNames: _names, readme: _text, ...others } = outputsOf(store);
  return { ...others, deploykfValues: values, deploykfValuesObject: valuesObject };
}
