/**
 * The command as a process of its own, for tests that kill it or look at its memory.
 *
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

/** Starts it with the container `c`, whose key is `s3cret`, and waits for the line with its URL. */
export async function startCommand(
  t: TestContext,
  directory: string,
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { STORAGE_PORT: '0', DIRECTORY: directory, TEMP_URL_KEY: 's3cret', CONTAINER: 'c' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  t.after(() => child.kill('SIGKILL'));
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    const url = /Storage: http:\/\/[^/\s]+/.exec(text)?.[0];
    if (url !== undefined) return { url: url.replace('Storage: ', ''), child };
  }
  throw new Error(`the command ended: ${text}`);
}
