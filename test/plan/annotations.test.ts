import { describe, expect, it } from "vitest";
import { config, planOf, profiles, without } from "../support/project.js";

const accounts = (...names: string[]) => config("auth", { profileServiceAccounts: names });
const findingOf = (...changes: Parameters<typeof planOf>) =>
  planOf(...changes).warnings.find(({ code }) => code === "service-account-not-annotated");

describe("service accounts that deployKF doesn't annotate", () => {
  it("are none of its own two", () => {
    expect(findingOf()).toBeUndefined();
    expect(findingOf(accounts("default-viewer"))).toBeUndefined();
  });

  it("have a line for each namespace", () => {
    expect(findingOf(accounts("default-editor", "trainer"), profiles("team-1", "team-2"))?.commands).toEqual(
      ["team-1", "team-2"].map(
        (name) =>
          `kubectl -n ${name} annotate serviceaccount trainer --overwrite ` +
          `eks.amazonaws.com/role-arn=arn:aws:iam::111122223333:role/kf-dev-profile-${name}`,
      ),
    );
  });

  it("have a loop where they are many, with every namespace and its role once", () => {
    const names = Array.from({ length: 90 }, (_, index) => `team-${index}`);
    const commands = findingOf(accounts("default"), profiles(...names))?.commands ?? [];
    expect(commands).toHaveLength(3);
    for (const command of commands) expect(command.length).toBeLessThan(4096);
    const pairs = commands.flatMap((command) => command.match(/team-\d+=\S+?(?=;| )/g) ?? []);
    expect(pairs).toEqual(names.map((name) => `${name}=arn:aws:iam::111122223333:role/kf-dev-profile-${name}`));
  });

  it("have no hole in a command where the account isn't stated", () => {
    const finding = findingOf(accounts("default"), without("accountId"), profiles("team-1"));
    expect(finding?.commands?.join()).toContain("iam::ACCOUNT_ID:role/kf-dev-profile-team-1");
    expect(finding?.mend).toContain("accountId");
  });
});
