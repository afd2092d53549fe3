import { words } from "../../base/problems/text.js";

/** Paths of deployKF values that this program reads or writes. Source: the guide, and deployKF's `default_values.yaml`. */
const profilesGenerator = ["deploykf_core", "deploykf_profiles_generator"] as const;
const minio = ["deploykf_opt", "deploykf_minio"] as const;
const argo = ["kubeflow_dependencies", "kubeflow_argo_workflows"] as const;
const pipelines = ["kubeflow_tools", "pipelines"] as const;

export const valuePaths = {
  profiles: [...profilesGenerator, "profiles"],
  profileNamePrefix: [...profilesGenerator, "profileDefaults", "profileNamePrefix"],
  defaultPlugins: [...profilesGenerator, "profileDefaults", "plugins"],
  minioEnabled: [...minio, "enabled"],
  minioNamespace: [...minio, "namespace"],
  minioClaim: [...minio, "persistence", "existingClaim"],
  defaultTools: [...profilesGenerator, "profileDefaults", "tools"],
  defaultObjectStoreAuth: [...profilesGenerator, "profileDefaults", "tools", "kubeflowPipelines", "objectStoreAuth"],
  ownerEmail: [...profilesGenerator, "profileDefaults", "ownerEmail"],
  memberAccess: [...profilesGenerator, "profileDefaults", "memberAccess"],
  users: [...profilesGenerator, "users"],
  groups: [...profilesGenerator, "groups"],
  argoNamespace: [...argo, "namespace"],
  argoControllerAccount: [...argo, "controller", "serviceAccount"],
  argoServerAccount: [...argo, "server", "serviceAccount"],
  keyFormat: [...argo, "artifactRepository", "keyFormat"],
  pipelineRoot: [...pipelines, "kfpV2", "defaultPipelineRoot"],
  cacheStaleness: [...pipelines, "cache", "maximumMaxCacheStaleness"],
  namespaceRedirect: [...pipelines, "cache", "namespaceRedirect"],
  useExternal: [...pipelines, "objectStore", "useExternal"],
  port: [...pipelines, "objectStore", "port"],
  fromEnv: [...pipelines, "objectStore", "auth", "fromEnv"],
} as const;

/** Sections whose values decide where the backend's clients go, and as whom. */
export const decidingPaths: readonly (readonly string[])[] = [
  [...pipelines, "bucket"],
  [...pipelines, "objectStore"],
  [...pipelines, "serviceAccounts"],
  valuePaths.pipelineRoot,
  valuePaths.argoNamespace,
  [...argo, "artifactRepository"],
  valuePaths.argoControllerAccount,
  valuePaths.argoServerAccount,
  // Programs that run with the backend's rights, and what deployKF itself is made from.
  [...pipelines, "images"],
  [...argo, "images"],
  ["argocd", "source"],
  ["argocd", "destination"],
  // With the embedded MinIO kept, where its data is.
  [...minio, "namespace"],
  [...minio, "persistence"],
];

/** Sections in which templates may say who gets in, and as whom. */
export const templatedPaths: readonly (readonly string[])[] = [profilesGenerator, pipelines, argo];

/** Keys two steps down behind which manifests and charts' values of one's own stand: anything may be in them. */
export const ownManifestKeys: ReadonlySet<string> = new Set(["extraManifests", "valuesOverrides"]);

/** Read by deployKF only where neither a role nor a Secret is named, which our block does, or names them itself. */
export const inlineKeyPaths: readonly (readonly string[])[] = ["accessKey", "secretKey"].map((key) => [
  ...pipelines,
  "objectStore",
  "auth",
  key,
]);

/** The namespace of Kubeflow Pipelines' backend; fixed in deployKF. */
export const kubeflowNamespace = "kubeflow";

/** Namespaces that exist before any Profile: Kubernetes' own, and deployKF's as they are called by default. */
export const reservedNamespaces: ReadonlySet<string> = new Set([
  kubeflowNamespace,
  ...words(`
  default kube-system kube-public kube-node-lease argocd cert-manager deploykf-auth deploykf-dashboard
  deploykf-istio-gateway deploykf-minio deploykf-mysql istio-system kubeflow-argo-workflows kyverno`),
]);

/** Service accounts of the Kubeflow Pipelines backend; fixed in deployKF. */
export const apiServerAccount = "ml-pipeline";
export const frontendAccount = "ml-pipeline-ui";

/** Service accounts of a profile that the AwsIamForServiceAccount plugin annotates. Source: the guide, "Profile Plugins". */
export const annotatedAccounts: ReadonlySet<string> = new Set(["default-editor", "default-viewer"]);

/** Keys of deployKF's values beside and along our paths, which are near each other and no typing errors. */
export const knownValueKeys: ReadonlySet<string> = new Set([
  ...Object.values(valuePaths).flat(),
  ...words(`
  deploykf_dependencies deploykf_tools deploykf_auth deploykf_dashboard deploykf_istio_gateway deploykf_mysql argocd
  kubernetes users groups images create name annotations auth host`),
]);
