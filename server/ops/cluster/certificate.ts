// A certificate for TLS that this machine has made itself: browsers warn of it, and it is good for a month.
// Owns: the two files. Must not: be used where strangers come.
import { execFile } from "node:child_process";
import { isIP } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { programOf } from "./programs.ts";

export interface Certificate {
  certificate: string;
  key: string;
}

/** For `host`, and for this machine by its other names. */
export async function makeCertificate(folder: string, host: string): Promise<Certificate> {
  const certificate = join(folder, "certificate.pem");
  const key = join(folder, "key.pem");
  const own = `${isIP(host) === 0 ? "DNS" : "IP"}:${host}`;
  const names = [...new Set([own, "DNS:localhost", "IP:127.0.0.1"])].join(",");
  const files = ["-keyout", key, "-out", certificate];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30"];
  const subject = ["-subj", "/CN=Emberline", "-addext", `subjectAltName=${names}`];
  await promisify(execFile)(programOf("openssl"), ["req", "-x509", ...kind, ...subject, ...files]);
  return { certificate, key };
}
