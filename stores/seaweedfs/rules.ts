import type { Finding } from "../../base/problems/problem.js";
import { isVersion, type Judged, versionsIn } from "./versions.js";

/** What is said of a SeaweedFS server. */

const versionKey = "objectStore.seaweedfs.version";
const upgrade = "run SeaweedFS 4.53 or later";

export function checkVersion(key: string, version: string): Finding | undefined {
  if (isVersion(version)) return undefined;
  const [only, ...others] = versionsIn(version);
  return {
    code: "seaweedfs-version",
    message: `${key} is "${version}"`,
    rule: "versions of SeaweedFS have two digits behind the point, as 4.00 and 4.53",
    mend:
      only !== undefined && others.length === 0
        ? `write its number alone: "${only}"`
        : 'write the number alone of what `weed version` prints or the image\'s tag has, such as "4.34"',
  };
}

/** In the plan of every stack: no policy closes these ports. */
export function openPorts(): Finding {
  return {
    code: "seaweedfs-ports",
    message: "platform is seaweedfs: its ports beside the S3 API's ask for no key by default",
    rule: "whoever in the cluster reaches the filer (8888, 18888), the master (9333) or a volume server (8080) reads and deletes every object, and the filer shows the secret keys of users made there",
    mend: "let a NetworkPolicy open 8333 alone, or set jwt.filer_signing with mutual TLS for gRPC: docs/platforms.md#seaweedfs",
  };
}

/** https is what every store is taken to speak, and this one seldom does. */
export function unstatedTls(): Finding {
  return {
    code: "seaweedfs-tls",
    message: "platform is seaweedfs, and objectStore.useSSL isn't set: clients use https",
    rule: "SeaweedFS serves http unless it is started with a certificate, and Kubeflow Pipelines starts its own without",
    mend: "set objectStore.useSSL: false, or true if yours has a certificate",
  };
}

/** What follows from the version, where that isn't that everything is kept apart. */
export function versionFindings(server: Judged, listScope: "bucket" | "prefix" | undefined): readonly Finding[] {
  const found: Finding[] = [];
  const { version, as, wall } = server;
  if (version === undefined) found.push(unstated(as));
  else if (wall === "nothing") found.push(sharedBucket(server));
  if (version === unlisted) found.push(refusedListing());
  if (wall === "objects" || (wall === "nothing" && listScope === "prefix")) found.push(openListing(server, listScope));
  if (wall === "objects and names" && version !== undefined && version !== as) found.push(newer(version, as));
  return found;
}

function unstated(as: string): Finding {
  return {
    code: "seaweedfs-version",
    message: `platform is seaweedfs, and ${versionKey} isn't set`,
    rule: `what a server keeps apart depends on its version, so nothing is claimed: every key is taken to reach the whole bucket, as on ${as}`,
    mend: `set ${versionKey} to the number in what \`weed version\` prints, such as "4.53"`,
  };
}

function sharedBucket(server: Judged): Finding {
  return {
    code: "store-shared",
    message: `${described(server)}: profiles aren't ${server.version === server.as ? "" : "known to be "}isolated from each other`,
    rule: "on 4.00 any key reads every object, whatever its policy: CopyObject and UploadPartCopy don't check their source, and .. in a key is followed",
    mend: `${upgrade}; nothing to do if all profiles may see each other's artifacts`,
  };
}

function openListing(server: Judged, listScope: "bucket" | "prefix" | undefined): Finding {
  const isnt = server.version === server.as ? "isn't" : "isn't known to be";
  const what = listScope === "prefix" ? `auth.listScope: prefix ${isnt} enforced` : `the name of a key ${isnt} walled`;
  return {
    code: "seaweedfs-listing",
    message: `${described(server)}: ${what}`,
    rule: `on ${server.as} a listing below an own prefix goes on behind start-after, marker or continuation-token, and shows the names of all keys there`,
    mend: listScope === "prefix" ? upgrade : `${upgrade}, and set auth.listScope: prefix`,
  };
}

/** The one that was seen to; those beside it weren't run. */
const unlisted = "4.30";

function refusedListing(): Finding {
  return {
    code: "seaweedfs-version",
    message: `${versionKey} is ${unlisted}, which refuses every listing below a prefix`,
    rule: "the backend's key is refused there, too",
    mend: upgrade,
  };
}

function newer(version: string, as: string): Finding {
  return {
    code: "seaweedfs-version",
    message: `${versionKey} is ${version}, which wasn't run`,
    rule: `it is judged as ${as}, the newest that was`,
    mend: "try one profile's key on another's prefix before you rely on its walls",
  };
}

function described({ version, as }: Judged): string {
  if (version === undefined) return `${versionKey} isn't set`;
  return `${versionKey} is ${version}${version === as ? "" : ` (judged as ${as})`}`;
}
