/**
 * What a grant costs the signer, beside the least that any server could do for it, in one run.
 *
 * @module
 */
import { startChild } from '../child.js';
import { usageOf } from '../process-tree.js';
import { here } from '../place.js';
import { startSigner } from '../signer.js';
import { startSink } from '../sink.js';
import { load, type Load } from './wrk.js';

/** Files in a batch. */
export const BATCH = 100;

/** One stretch of load on one server. */
export interface MintRun extends Load {
  readonly what: 'bare node:http' | 'single mint' | 'batch of 100';
  /** Processor microseconds per request. */
  readonly cpu: number;
  /** Resident bytes afterwards. */
  readonly resident: number;
}

/** How long. */
export interface MintOptions {
  /** Of each stretch. */
  readonly seconds: number;
  readonly rounds: number;
}

/** Alternates the three, so that what the machine does to one it does to the others. */
export async function mint({ seconds, rounds }: MintOptions): Promise<readonly MintRun[]> {
  await using stack = new AsyncDisposableStack();
  const sink = stack.use(await startSink('counting'));
  const signer = stack.use(await startSigner(sink.storage, 'http://127.0.0.1'));
  const bare = stack.use(await startChild<{ origin: string }>('./mint/bare-server.js', here));
  const targets = [
    { what: 'bare node:http', url: bare.told.origin, body: declare(1), pid: bare.pid },
    { what: 'single mint', url: signer.endpoint, body: declare(1), pid: signer.pid },
    { what: 'batch of 100', url: signer.endpoint, body: declare(BATCH), pid: signer.pid },
  ] as const;
  // Until the code is compiled.
  for (const { url, body } of targets) await load(url, body, 1);
  const runs: MintRun[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { what, url, body, pid } of targets) {
      const before = await usageOf(pid);
      const measured = await load(url, body, seconds);
      const { cpu, resident } = await usageOf(pid);
      runs.push({
        what,
        ...measured,
        cpu: ((cpu - before.cpu) / measured.requests) * 1e6,
        resident,
      });
    }
  }
  return runs;
}

function declare(count: number): string {
  const file = (_: unknown, index: number): object => ({
    name: `photo-${index}.jpg`,
    size: 2_000_000 + index,
    type: 'image/jpeg',
  });
  return JSON.stringify({ files: Array.from({ length: count }, file) });
}
