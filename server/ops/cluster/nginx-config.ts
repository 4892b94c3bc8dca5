// What nginx is told, to be the one address of several processes.
// Owns: the text of the configuration. Must not: start anything.
import type { Certificate } from "./certificate.ts";

export interface NginxSetting {
  /** Where players come to. */
  listen: { host: string; port: number };
  /** Of the processes, in their order: /p1 leads to the first. */
  ports: readonly number[];
  /** Where it may write. */
  folder: string;
  tls: Certificate | null;
}

/**
 * `/pN/…` leads to process N, without the prefix; everything else to any of them, and on to the next where one is gone
 * or says 503. Within 400 ms: a 503 that a process has thought about longer than that is everybody's (a Redis that is
 * away), and the caller is to hear it within a second. A 503 has done nothing, so a POST may be asked again as well.
 */
export function nginxConfig({ listen, ports, folder, tls }: NginxSetting): string {
  return `daemon off;
worker_processes auto;
worker_rlimit_nofile 16384;
pid ${folder}/nginx.pid;
error_log stderr crit;
events { worker_connections 8000; }
http {
  access_log off;
  server_tokens off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;

  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
  upstream any {
${ports.map((port) => `    server 127.0.0.1:${port} max_fails=0;`).join("\n")}
  }

  proxy_http_version 1.1;
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Proto $scheme;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $connection_upgrade;
  # Patches go out as they come, and so do answers.
  proxy_buffering off;
  tcp_nodelay on;
  # The server's own limit is 16 KB, and its own 413 tells so.
  client_max_body_size 64k;
  client_body_buffer_size 64k;
  client_header_timeout 10s;
  client_body_timeout 10s;
  proxy_connect_timeout 1s;
  # A socket is pinged every few seconds: one that is silent for a minute is dead.
  proxy_read_timeout 60s;
  proxy_send_timeout 60s;
  proxy_next_upstream error http_503 non_idempotent;
  proxy_next_upstream_timeout 400ms;

  server {
    listen ${listen.host}:${listen.port}${tls === null ? "" : " ssl"};
${tls === null ? "" : tlsLines(tls)}
${ports.map(ownPath).join("\n")}
    location / { proxy_pass http://any; }
    location /api/ {
      proxy_pass http://any;
      error_page 502 504 =503 @away;
    }
    location @away {
      default_type application/json;
      add_header Retry-After 1 always;
      return 503 '{"error":"busy"}';
    }
  }
}
`;
}

const ownPath = (port: number, at: number): string =>
  `    location /p${at + 1}/ { proxy_pass http://127.0.0.1:${port}/; }`;

const tlsLines = ({ certificate, key }: Certificate): string => `    ssl_certificate ${certificate};
    ssl_certificate_key ${key};
    ssl_session_cache shared:tls:2m;
    # Who says http to this port is sent to https.
    error_page 497 =301 https://$http_host$request_uri;
`;
