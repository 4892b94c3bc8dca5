// A real nginx on a configuration of deploy/, with stand-ins for what it leads to.
// Owns: its folder, its process, its certificate. Must not: change more of a configuration than addresses and paths.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers } from "../../server/ops/cluster/ports.ts";

export class Nginx {
  readonly folder = mkdtempSync(join(tmpdir(), "emberline-nginx-"));
  private readonly file = join(this.folder, "nginx.conf");
  private process: ChildProcess | undefined;

  /** `conf` is what nginx includes in its http block. Throws with one line where there is no nginx. */
  constructor(conf: string) {
    if (spawnSync("nginx", ["-v"]).error !== undefined)
      throw new Error("nginx is not installed: apt-get install nginx-light");
    for (const name of ["fullchain.pem", "privkey.pem"]) writeFileSync(join(this.folder, name), "");
    const subject = ["-subj", "/CN=localhost", "-days", "2", "-nodes"];
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
    const out = ["-keyout", join(this.folder, "privkey.pem"), "-out", join(this.folder, "fullchain.pem")];
    execFileSync("openssl", ["req", "-x509", ...key, ...subject, ...out], { stdio: "ignore" });
    const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map((name) => `${name}_temp_path ${join(this.folder, name)};`)
      .join("\n");
    const inner = conf.replaceAll("/etc/nginx/tls/", `${this.folder}/`);
    writeFileSync(
      this.file,
      `daemon off;\nmaster_process off;\npid ${join(this.folder, "pid")};\nerror_log stderr warn;\nevents {}\nhttp {\n${paths}\n${inner}\n}\n`,
    );
  }

  /** What `nginx -t` says about it; null when all is well. */
  check(): string | null {
    const { status, stderr } = spawnSync("nginx", ["-t", "-c", this.file, "-p", this.folder], {
      encoding: "utf8",
    });
    // Its own log, opened before it has read where that is to be.
    const said = stderr
      .split("\n")
      .filter((line) => line !== "" && !/error\.log|syntax is ok|is successful/.test(line));
    return status === 0 && said.length === 0 ? null : said.join("\n") || `exit code ${status}`;
  }

  async start(port: number): Promise<void> {
    this.process = spawn("nginx", ["-c", this.file, "-p", this.folder], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    this.process.stderr?.on("data", (chunk) => {
      if (said.length < 10_000) said += chunk;
    });
    while (!(await answers(port)))
      if (this.process.exitCode !== null) throw new Error(`nginx ended: ${said}`);
  }

  async close(): Promise<void> {
    if (this.process !== undefined && this.process.exitCode === null) {
      const gone = once(this.process, "exit");
      this.process.kill("SIGTERM");
      await gone;
    }
    rmSync(this.folder, { recursive: true });
  }
}

/** Stands for a process of ours: takes down who asks for what, answers with its name, or with `status`. */
export class Stub {
  readonly name: string;
  readonly heard: { method: string; url: string; headers: IncomingMessage["headers"] }[] = [];
  status = 200;
  private readonly server: Server;

  constructor(name: string) {
    this.name = name;
    this.server = createServer((request, response) => {
      this.note(request);
      response.writeHead(this.status, { "content-type": "text/plain" }).end(this.name);
    });
    this.server.on("upgrade", (request, socket) => {
      this.note(request);
      socket.end(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n${this.name}`,
      );
    });
  }

  private note({ method = "", url = "", headers }: IncomingMessage): void {
    this.heard.push({ method, url, headers });
  }

  async open(): Promise<number> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, "close");
  }
}
