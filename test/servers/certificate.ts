import { generate } from "selfsigned";

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
