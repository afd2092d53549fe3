import * as pulumi from "@pulumi/pulumi";

/** An error of which the user is shown exactly this text: no stack trace, and no names of inputs that it was in. */
export function shownError(text: string): pulumi.RunError {
  const error = new pulumi.RunError(`\n${text}`);
  const { message } = error;
  // The SDK writes into the error of an output that the error was found in an input, once for each.
  Object.defineProperty(error, "message", { get: () => message, set: () => {} });
  return error;
}
