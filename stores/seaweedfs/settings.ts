import type { Server, StoreView } from "../common/store.js";
import { openPorts, versionFindings } from "./rules.js";
import type { SeaweedfsOptions } from "./schema.js";
import { type Judged, judge } from "./versions.js";

type View = StoreView<SeaweedfsOptions>;

const kept: Readonly<Record<Judged["wall"], string>> = {
  nothing: "keeps no key from other objects, so every profile's key reaches the whole bucket",
  objects: "keeps objects apart as their keys' policies say, and shows the names of all to whoever lists some",
  "objects and names": "keeps objects and their names apart as their keys' policies say",
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
      said: `${name} ${kept[wall]}`,
    },
  };
}

/** What has to be said of it in every plan. */
export function warnOfServer({ platform, objectStore, auth }: View): void {
  const version = objectStore.at("seaweedfs").at("version");
  const place = version.stated ? version : platform;
  for (const finding of versionFindings(judge(version.value), auth.value?.listScope)) place.warn(finding);
  platform.warn(openPorts());
}
