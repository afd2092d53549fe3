import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import { config, planOf, stackFile } from "../../support/project.js";

/** What is wrong with a new cluster whose API server's endpoints are these. */
function wrong(api: object) {
  return onlyProblem(config("cluster", { source: "new", kubernetesVersion: "1.30", api }));
}

const at = (underlined: string) => ({ file: stackFile, underlined });

describe("the endpoints of the API server", () => {
  it.each([
    "203.0.113.0",
    "203.0.113.0/33",
    "203.0.113/24",
    "203.0.113.0/24/1",
    "203.0.113.0/",
    "/24",
    "2001:db8::/32",
    "::/0",
    "203.0.113.256/24",
    "anywhere",
    "203.0.113.0/+8",
  ])("take no %s", (cidr) => {
    expect(wrong({ publicCidrs: ["203.0.113.0/24", cidr] })).toEqual({
      code: "cluster-options",
      message: `cluster.api.publicCidrs[1] is "${cidr}"`,
      rule: "a CIDR block of IPv4",
      mend: "write one such as 203.0.113.0/24; one address is 203.0.113.5/32",
      ...at(cidr),
    });
  });

  it.each([["203.0.113.0/24"], ["203.0.113.5/32"], ["10.0.0.0/8", "192.168.0.0/16"]])("take %s", (...publicCidrs) => {
    const { warnings, newCluster } = planOf(
      config("cluster", { source: "new", kubernetesVersion: "1.30", api: { publicCidrs } }),
    );

    expect(newCluster?.api).toEqual({ public: true, publicCidrs, private: true });
    expect(warnings).toEqual([]);
  });

  it("list somebody", () => {
    expect(wrong({ publicCidrs: [] })).toEqual({
      code: "config-value",
      message: "cluster.api.publicCidrs is an empty list",
      rule: "expected at least 1 entry",
      mend: "give at least 1 entry",
      ...at("publicCidrs"),
    });
  });

  it("are one at least", () => {
    expect(wrong({ public: false, private: false })).toEqual({
      code: "cluster-options",
      message: "cluster.api.public and cluster.api.private are both false",
      rule: "nobody could reach the API server",
      mend: "leave one of them true",
      ...at("api"),
    });
  });

  it("list nobody where none is public", () => {
    expect(wrong({ public: false, publicCidrs: ["203.0.113.0/24"] })).toEqual({
      code: "cluster-options",
      message: "cluster.api.publicCidrs is set, and the API server has no public endpoint",
      rule: "it would have no effect",
      mend: "remove it, or set public: true",
      ...at("publicCidrs"),
    });
  });
});
