import type { Server, StoreView } from "../common/store.js";
import { openPorts, unstatedTls, versionFindings } from "./rules.js";
import type { SeaweedfsOptions } from "./schema.js";
import { type Judged, judge } from "./versions.js";

type View = StoreView<SeaweedfsOptions>;

/** What was seen of a version that was run, and what is said of one that is judged by it. */
const kept: Readonly<Record<Judged["wall"], { readonly seen: string; readonly judged: string }>> = {
  nothing: {
    seen: "keeps no key from reading other objects, so every profile's key is taken to reach the whole bucket",
    judged: "isn't known to keep any key from other objects, so every profile's key is taken to reach the whole bucket",
  },
  objects: {
    seen: "keeps objects apart as their keys' policies say, and shows the names of all to whoever lists some",
    judged:
      "is taken to keep objects apart as their keys' policies say, and isn't known to keep their names from whoever lists some",
  },
  "objects and names": {
    seen: "keeps objects and their names apart as their keys' policies say",
    judged: "is taken to keep objects and their names apart as their keys' policies say",
  },
};

/** What the server keeps apart. */
export function resolveServer({ objectStore }: View): { readonly server?: Server | undefined } {
  const { version, as, wall } = judge(objectStore.at("seaweedfs").value?.version);
  const name = `SeaweedFS ${version ?? "of a version that nobody stated"}${version === as ? "" : `, judged as ${as},`}`;
  return {
    server: {
      version,
      isolation: wall === "nothing" ? "key" : "prefix",
      listingByPrefix: wall === "objects and names",
      assumed: wall === "nothing",
      said: `${name} ${kept[wall][version === as ? "seen" : "judged"]}`,
    },
  };
}

/** What has to be said of it in every plan. */
export function warnOfServer({ platform, objectStore, auth }: View): void {
  const version = objectStore.at("seaweedfs").at("version");
  const place = version.stated ? version : platform;
  for (const finding of versionFindings(judge(version.value), auth.value?.listScope)) place.warn(finding);
  if (!objectStore.at("useSSL").stated) platform.warn(unstatedTls());
  platform.warn(openPorts());
}
