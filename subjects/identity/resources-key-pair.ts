import type * as pulumi from "@pulumi/pulumi";

/** An access key; the secret key is a Pulumi secret. */
export interface KeyPair {
  readonly accessKey: pulumi.Output<string>;
  readonly secretKey: pulumi.Output<string>;
}

/** Keys by principal (`backend`, `profiles`, `profile team-1`), for principals whose key is provided. */
export type ProvidedKeys = (principal: string) => KeyPair;
