import { afterAll } from "vitest";
import { removeTempFolders } from "./stack.js";

// Files of a worker share their modules, and a hook in one of those would be the first file's alone.
afterAll(removeTempFolders);
