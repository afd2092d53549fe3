// The Pulumi program: what the stack's config says, connected to deployKF.
export { runStack as default } from "deploykf-object-store/program";
