import { runStack } from "./program/run.js";

/** The Pulumi program: settings -> plan -> resources -> outputs. */
export default function program() {
  return runStack();
}
