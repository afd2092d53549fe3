import type { CatalogueEntry } from "../../base/problems/entry.js";

/** What a MinIO server is made ready by. */
export const minioProblems = {
  "name-prefix-default": {
    title: "Another stack's users may have the same names",
    text: "Where AWS and Google refuse a name that is taken, MinIO's provider overwrites the user's policy, and a destroy deletes it for both.",
  },
  "minio-administrator": {
    title: "Nobody said who the MinIO server's administrator is",
    text: "The stack reaches the server by the settings of @pulumi/minio: `minio:minioServer` (default: the host and port of objectStore), `minio:minioSsl`, `minio:minioUser`, `minio:minioPassword`, or the environment variables MINIO_ENDPOINT, MINIO_ENABLE_HTTPS, MINIO_USER, MINIO_PASSWORD.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
