import type { CatalogueEntry } from "../base/problems/entry.js";

/** What `npm run recover` finds between the plan, the state and what exists. */
export const recoverProblems = {
  "recover-other-owner": {
    title: "It belongs to another stack",
    text: "Its tags (or a Kubernetes object's labels) name another stack or another tool. Taking it would give it two owners, and the first `destroy` of either would take it from both.",
  },
  "recover-unproven": {
    title: "Nothing shows that this stack made it",
    text: "Taken back is what an `up` that died was creating, by the state's pending operations, or what carries this stack's tags and isn't older than the stack. A stack of the same name with another state may be a colleague's, and a lost state looks the same: you decide, by `--adopt NAME`.",
  },
  "recover-known-otherwise": {
    title: "The state has it under another name",
    text: "The same thing is in the state already, at another place of the program, such as before a profile was renamed.",
  },
  "recover-half-replaced": {
    title: "A replacement died half-way",
    text: "The old one was deleted and the new one made, and only the first is in the state. The command takes the old one out of the state by itself, unless something depends on it that still exists. Then look what that is, take it out (nothing is deleted by that), and run the command again.",
  },
  "recover-left-behind": {
    title: "It was made for an earlier config",
    text: "The config changed between the `up` that died and now. What `up` could still delete by itself is imported, so that it does; this one it could not.",
  },
  "recover-elsewhere": {
    title: "It has another path or region than planned",
    text: "Roles and users can't move between paths, nor buckets between regions: `up` would delete it and make another.",
  },
  "recover-without-parent": {
    title: "The state lacks what it belongs to",
    text: "An import needs the resource's provider in the state, and a component of another package around it. The next `up` makes these first.",
  },
  "recover-not-known": {
    title: "It couldn't be looked at",
    text: "Credentials, network, or a kind of thing that this command can't ask for. Exit code 2, because nobody knows.",
  },
  "recover-access-key": {
    title: "A user has an access key that nobody knows of",
    text: "The secret key of an access key is told once, to the `up` that made it. If that `up` died, the key is of no use to anybody, and takes one of the user's two places. With `--yes` it is deleted where the state says that an `up` died while it made one, AWS says that it was never used, and no Secret has it; any other one is left to you.",
  },
  "recover-adopt": {
    title: "Only the plan's own names can be adopted",
    text: "Physical names follow from the config. A bucket, role, user, IAM OIDC provider or Secret made by hand is taken if the plan has its name; one of another name `up` would replace, so the config has to change first.",
  },
  "recover-settings": {
    title: "The command can't reach AWS as the stack does",
    text: "`up` reaches AWS by the provider's settings. This command knows region, profile, keys, assumed roles and endpoints. What it doesn't know it would leave out, and ask another account or another server.",
  },
  "recover-state": {
    title: "The state couldn't be read",
    text: "It is read by `pulumi stack export`, with the login and passphrase that `pulumi up` uses, or from a file that you exported (`--state`).",
  },
  "recover-locked": {
    title: "The stack is locked",
    text: "An `up` that died leaves its lock where the state is kept in a bucket or folder. A lock of a process of this machine that is gone is removed by the command itself; any other may be of an `up` that still runs.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
