import * as pulumi from "@pulumi/pulumi";

/** An error of which the user is shown exactly this text: no stack trace, and no names of inputs that it was in. */
export function shownError(text: string): pulumi.RunError {
  const error = new pulumi.RunError(`\n${text}`);
  const { message } = error;
  // The SDK writes into the error of an output that the error was found in an input, once for each.
  Object.defineProperty(error, "message", { get: () => message, set: () => {} });
  return error;
}

/**
 * Ends the run with what is thrown; what waits for the answer gets none. An error that outputs come after is followed by V8
 * through each of them, as the SDK turns the debugger on, and that takes minutes and gigabytes.
 */
export function answered<T>(make: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve) => {
    // A handler of its own on what is thrown: V8 looks no further.
    void (async () => make())().then(resolve, (error: unknown) => {
      throw error;
    });
  });
}
