/**
 * A real nginx around a configuration for its http context.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { start } from './program.js';

const nginx = '/usr/sbin/nginx';

/**
 * Has nginx look at the configuration (`nginx -t`; a warning is a fault too), then starts it. Every file it writes is in a
 * directory of its own.
 */
export async function nginxWith(http: string): Promise<AsyncDisposable> {
  const directory = await mkdtemp(join(tmpdir(), 'nginx-'));
  // Its workers are another user's where this one is root.
  await chmod(directory, 0o755);
  const file = join(directory, 'nginx.conf');
  await writeFile(file, around(http, directory));
  const { stderr } = await promisify(execFile)(nginx, ['-t', '-c', file, '-p', directory]);
  // It opens the log it was built with before it reads where ours is.
  const said = stderr.replaceAll(/.*could not open error log file.*\n/g, '');
  if (/\[(?:warn|error|alert)\]/.test(said)) throw new Error(said);
  const program = await start([nginx, '-c', file, '-p', directory], {
    ready: /start worker process/,
  });
  const [port = ''] = /(?<=listen 127\.0\.0\.1:)\d+/.exec(http) ?? [];
  await listening(Number(port));
  return {
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function around(http: string, directory: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${directory}/${name};`)
    .join(' ');
  return `
    daemon off; master_process on; worker_processes 1;
    pid ${directory}/nginx.pid; error_log stderr notice;
    events { worker_connections 256; }
    http { include /etc/nginx/mime.types; access_log off; ${temporary}
    ${http}
    }`;
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.end();
        resolve(true);
      }).once('error', () => {
        resolve(false);
      });
    });
    if (open) return;
    await sleep(20);
  }
}
