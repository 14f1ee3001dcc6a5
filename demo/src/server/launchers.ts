/**
 * Notices when the package manager that started the demo is gone. `npm exec` and pnpm run scripts through shells in process
 * groups of their own and pass no SIGTERM on, so a killed `npx pnpm demo` would leave the demo running on its ports.
 * Linux only, where `/proc` tells who started whom; elsewhere this finds nobody to watch.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** A process and the one that started it. */
export interface Link {
  readonly pid: number;
  readonly parent: number;
}

const LOOK_EVERY_MS = 1000;

/** Parent of a process, or `null` if that cannot be known. The name (field 2) may hold spaces: count from its end. */
async function parentOf(pid: number): Promise<number | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return Number.isInteger(parent) && parent > 0 ? parent : null;
  } catch {
    return null;
  }
}

/** Is it npm, npx or pnpm? npm writes its command line over as one text (`npm exec …`), pnpm may be a script or a program. */
async function isPackageManager(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program = '', script = ''] = line.split('\0');
  const named = basename(program) === 'node' ? script : (program.split(' ')[0] ?? '');
  return /^(npm|npx|pnpm|corepack)\b/.test(basename(named));
}

/**
 * The links from a process up to the topmost package manager above it. Whoever started that one (a terminal, a script that
 * has long ended) is nobody's business. Empty without a package manager.
 */
export async function findLaunchers(pid: number): Promise<readonly Link[]> {
  const links: Link[] = [];
  let launched = 0;
  for (let at = pid, parent = await parentOf(at); parent !== null && parent > 1;) {
    links.push({ pid: at, parent });
    if (await isPackageManager(parent)) launched = links.length;
    at = parent;
    parent = await parentOf(at);
  }
  return links.slice(0, launched);
}

/** Does every process still have the parent it had? An orphan is given to another one. */
async function stand(links: readonly Link[]): Promise<boolean> {
  const parents = await Promise.all(links.map(({ pid }) => parentOf(pid)));
  return links.every(({ parent }, index) => parents[index] === parent);
}

/**
 * Calls back once when a launcher has gone. Does not keep the process alive.
 *
 * @param signal ends the watch
 */
export async function watchLaunchers(onGone: () => void, signal: AbortSignal): Promise<void> {
  const links = await findLaunchers(process.pid);
  if (links.length === 0 || signal.aborted) return;
  const timer = setInterval(() => {
    void stand(links).then((standing) => {
      if (standing || signal.aborted) return;
      clearInterval(timer);
      onGone();
    });
  }, LOOK_EVERY_MS);
  timer.unref();
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
}
