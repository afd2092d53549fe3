import { expect, test } from "vitest";
import { onPlatform } from "../support/platforms.js";
import { planOf } from "../support/project.js";

test.each(["default", "eu", "fedramp"])("cloudflare-r2: the jurisdiction %s is part of the host", (endpoint) => {
  const { host: name } = planOf(onPlatform("cloudflare-r2", { endpoint })).settings.endpoint;
  const part = endpoint === "default" ? "" : `${endpoint}.`;

  expect(name).toBe(`0123456789abcdef0123456789abcdef.${part}r2.cloudflarestorage.com`);
});
