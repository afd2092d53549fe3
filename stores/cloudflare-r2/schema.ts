import { z } from "zod";

export const r2Options = {
  accountId: z.string().optional().describe("cloudflare-r2: Cloudflare's account id, part of the host."),
} as const;
