import fc from "fast-check";
import { expect, test } from "vitest";
import { renderProperties } from "../../subjects/s3proxy/properties.js";

const escapes: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", f: "\f" };

/** What `java.util.Properties.load` reads of the bytes, by its documentation. */
function javaLoad(bytes: Buffer): Record<string, string> {
  const logical: string[] = [];
  for (const line of bytes.toString("latin1").split(/\r\n|\n|\r/)) {
    const before = logical.at(-1);
    const text = line.replace(/^[ \t\f]+/, "");
    if (before !== undefined && /(?:^|[^\\])(?:\\\\)*\\$/.test(before))
      logical[logical.length - 1] = before.slice(0, -1) + text;
    else if (text !== "" && !/^[#!]/.test(text)) logical.push(text);
  }
  return Object.fromEntries(
    logical.map((line) => {
      const [, name = "", value = ""] = /^((?:\\.|[^\\=: \t\f])*)(?:[ \t\f]*[=:]?[ \t\f]*)(.*)$/s.exec(line) ?? [];
      return [unescaped(name), unescaped(value)];
    }),
  );
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code?: string, one = "") =>
    code === undefined ? (escapes[one] ?? one) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const value = fc.oneof(
  fc.string({ unit: fc.constantFrom(..." \t\n\r\f\\=:#!u0041aé€\u0000\u{1f600}") }),
  fc.string({ unit: "binary" }),
);

test("whatever keys are, Java reads them as they were given, and nothing besides", () => {
  fc.assert(
    fc.property(value, value, value, fc.boolean(), (accessKey, secretKey, storageAccountKey, tls) => {
      const server = { blobEndpoint: "https://acme.blob.core.windows.net", storageAccount: "acme", tls };
      const text = renderProperties(server, { accessKey, secretKey, storageAccountKey });

      expect(text).toMatch(/^[ -~\n]*$/);
      expect(javaLoad(Buffer.from(text, "latin1"))).toEqual({
        ...(tls
          ? {
              "s3proxy.secure-endpoint": "https://0.0.0.0:8443",
              "s3proxy.keystore-path": "/etc/s3proxy-tls/keystore.p12",
            }
          : { "s3proxy.endpoint": "http://0.0.0.0:8080" }),
        "s3proxy.authorization": "aws-v4",
        "s3proxy.identity": accessKey,
        "s3proxy.credential": secretKey,
        "s3proxy.v4-max-non-chunked-request-size": "67108864",
        "s3proxy.jetty.max-threads": "32",
        "jclouds.provider": "azureblob",
        "jclouds.endpoint": "https://acme.blob.core.windows.net",
        "jclouds.identity": "acme",
        "jclouds.credential": storageAccountKey,
      });
    }),
  );
});

test("with a workload identity both halves of Azure's key are there, and empty", () => {
  const server = { blobEndpoint: "https://acme.blob.core.windows.net", storageAccount: undefined, tls: false };
  const text = renderProperties(server, { accessKey: "a", secretKey: "b", storageAccountKey: "never" });

  expect(text).toMatch(/^jclouds\.identity=\njclouds\.credential=\n$/m);
  expect(text).not.toContain("never");
});
