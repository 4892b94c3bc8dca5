// The proxy that makes one address of many processes.
// Owns: its process. Must not: know what goes through it.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type NginxSetting, nginxConfig } from "./nginx-config.ts";
import { answers } from "./ports.ts";
import { programOf } from "./programs.ts";
import { Service } from "./service.ts";

/** Running: it accepts connections. */
export async function startNginx(setting: NginxSetting, say: (line: string) => void): Promise<Service> {
  const { folder } = setting;
  const command = programOf("nginx");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "nginx.conf");
  await writeFile(file, nginxConfig(setting));
  // Without -e it writes its first lines to a file of the system's.
  const args = ["-p", folder, "-c", file, "-e", "stderr"];
  const isReady = (): Promise<boolean> => answers(setting.listen.port);
  const service = new Service({
    name: "nginx",
    command,
    args,
    isReady,
    farewell: "SIGTERM",
    restarts: true,
    say,
  });
  await service.start();
  return service;
}
