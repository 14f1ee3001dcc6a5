/**
 * What a process and all its descendants cost, from `/proc` (Linux).
 *
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks per second: 100 on every Linux (`getconf CLK_TCK`). */
const TICKS = 100;
/** Bytes. */
const PAGE = 4096;

/** What a tree of processes used. */
export interface Usage {
  /** Processor seconds, user and system. */
  readonly cpu: number;
  /** Resident bytes of all its processes now; what they share is counted for each. */
  readonly resident: number;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Own, and those of the children that ended and were waited for. */
  readonly ticks: number;
  readonly childTicks: number;
  readonly pages: number;
}

/** @returns what the tree below (and with) `root` used so far; ended processes count with the parent that waited. */
export async function usageOf(root: number): Promise<Usage> {
  return sum(await treeOf(root));
}

/** Of these processes alone, as far as they still run. */
export async function usageOfEach(pids: readonly number[]): Promise<Usage> {
  return sum((await Promise.all(pids.map(readProcess))).flatMap((it) => it ?? []));
}

/** The browser's processes that run pages. */
export async function renderersOf(browser: number): Promise<readonly number[]> {
  const pids = (await treeOf(browser)).map(({ pid }) => pid);
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return pids.filter((_, index) => commands[index]?.includes('--type=renderer'));
}

/** Processor seconds of the children of this process that have ended. */
export async function cpuOfEndedChildren(): Promise<number> {
  return ((await readProcess(process.pid))?.childTicks ?? 0) / TICKS;
}

function sum(processes: readonly Process[]): Usage {
  return {
    cpu: processes.reduce((all, { ticks, childTicks }) => all + ticks + childTicks, 0) / TICKS,
    resident: processes.reduce((all, { pages }) => all + pages, 0) * PAGE,
  };
}

async function treeOf(root: number): Promise<readonly Process[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = await Promise.all(names.map((name) => readProcess(Number(name))));
  const all = read.flatMap((it) => it ?? []);
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size;) {
    size = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return all.filter(({ pid }) => tree.has(pid));
}

/** proc(5): what follows the name in parentheses, from field 3 on. */
async function readProcess(pid: number): Promise<Process | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  return {
    pid,
    parent: field(4),
    ticks: field(14) + field(15),
    childTicks: field(16) + field(17),
    pages: field(24),
  };
}
