import type { Reporter, TestModule } from "vitest/node";

const most = 10;

/** Says at the end which files took longest, as whoever adds a slow one should see it. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= most) return;
    const rows = modules
      .map((one) => ({ name: one.relativeModuleId, milliseconds: one.diagnostic().duration }))
      .sort((one, other) => other.milliseconds - one.milliseconds)
      .slice(0, most)
      .map(({ name, milliseconds }) => `  ${(milliseconds / 1_000).toFixed(1).padStart(6)} s  ${name}\n`);
    process.stdout.write(`The ${most} slowest files, in seconds of their tests:\n${rows.join("")}`);
  }
}
