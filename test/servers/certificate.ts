import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "selfsigned";
import { runTool } from "./process.js";

export interface Certificate {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A certificate for 127.0.0.1 that vouches for itself, so that clients take it as their CA. */
export async function selfSigned(): Promise<Certificate> {
  const { cert, private: privateKey } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + 24 * 60 * 60 * 1_000),
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 7, ip: "127.0.0.1" },
          { type: 2, value: "localhost" },
        ],
      },
    ],
  });
  return { certificate: cert, privateKey };
}

export interface Keystore {
  /** A PKCS#12 file. */
  readonly file: string;
  readonly password: string;
  /** Its certificate, for 127.0.0.1, which vouches for itself. */
  readonly certificate: string;
}

/** A keystore in a folder, made by the keytool that comes with Java. */
export async function keystoreIn(folder: string, password: string): Promise<Keystore> {
  const [file, certificate] = [join(folder, "keystore.p12"), join(folder, "certificate.pem")];
  const home = process.env.JAVA_HOME;
  const command = home ? join(home, "bin", "keytool") : "keytool";
  const store = ["-keystore", file, "-storetype", "PKCS12", "-storepass", password, "-alias", "test"];
  const subject = ["-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-ext", "bc:c", "-validity", "1"];
  const runs = [
    ["-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", ...subject, ...store],
    ["-exportcert", "-rfc", "-file", certificate, ...store],
  ];
  for (const args of runs) await runTool({ name: "keytool", command, args, seconds: 60 });
  return { file, password, certificate: readFileSync(certificate, "utf8") };
}
