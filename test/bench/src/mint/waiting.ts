/**
 * What others wait for while somebody makes the calls that cost most, and what these cost storage. Five of a kind run at
 * once; the signer has no limits, so that it is the event loop which is measured.
 *
 * @module
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startChild } from '../child.js';
import type { Child } from '../child.js';
import { here } from '../place.js';
import { startSigner } from '../signer.js';
import { startSink } from '../sink.js';
import type { Sink } from '../sink.js';

/** One kind of call. */
export interface WaitingRun {
  readonly what: string;
  /** Milliseconds until the last of the five was answered. */
  readonly took: number;
  /** Requests to storage that one of them cost. */
  readonly requests: number;
  /** Processor milliseconds for which the signer kept the event loop, at most, and in 99 of 100 turns. */
  readonly kept: { readonly p99: number; readonly most: number };
  /** Milliseconds that probes waited meanwhile: of a machine with other work, not of the signer alone. */
  readonly probes: {
    readonly count: number;
    readonly p50: number;
    readonly p99: number;
    readonly most: number;
  };
}

const AT_ONCE = 5;
const NOTHING = 'd41d8cd98f00b204e9800998ecf8427e';

interface Place {
  readonly endpoint: string;
  readonly sink: Sink;
  readonly signer: ChildProcess;
  readonly probe: Child<object>;
}

/** One call, and what is awaited of it. */
interface Costly {
  readonly what: string;
  readonly path: string;
  readonly body: object;
}

export async function waiting(): Promise<readonly WaitingRun[]> {
  await using stack = new AsyncDisposableStack();
  const sink = stack.use(await startSink('counting'));
  const signer = stack.use(await startSigner(sink.storage, 'http://127.0.0.1', here, 'unlimited'));
  const probe = stack.use(await startChild<object>('./mint/probe.js', here));
  const place = { endpoint: signer.endpoint, signer: signer.process, sink, probe };
  const [one = '', ...tokens] = await grants(signer.endpoint, 901);
  const parts = [{ partNumber: 1, size: 0, etag: NOTHING }];
  const all: readonly Costly[] = [
    { what: '1000 files of 4 TB', path: '', body: { files: files(1000, 4e12) } },
    {
      what: '900 completions',
      path: '/complete',
      body: { uploads: tokens.map((token) => ({ token, parts })) },
    },
    { what: '900 aborts', path: '/abort', body: { tokens } },
    {
      what: '800 times one token',
      path: '/complete',
      body: { uploads: Array.from({ length: 800 }, () => ({ token: one, parts })) },
    },
  ];
  const runs: WaitingRun[] = [await measure(place, 'nothing', () => pause(1000))];
  for (const { what, path, body } of all) {
    const text = JSON.stringify(body);
    // Once before, until the code is compiled.
    await call(signer.endpoint + path, text);
    const calls = () =>
      Promise.all(Array.from({ length: AT_ONCE }, () => call(signer.endpoint + path, text)));
    runs.push(await measure(place, what, calls));
  }
  return runs;
}

async function measure(
  { endpoint, signer, sink, probe }: Place,
  what: string,
  work: () => Promise<unknown>,
): Promise<WaitingRun> {
  await sink.counts();
  await slicesOf(signer);
  probe.process.send({ url: new URL('/healthz', endpoint).href });
  const started = performance.now();
  await work();
  const took = performance.now() - started;
  probe.process.send({});
  const [{ waited }] = (await once(probe.process, 'message')) as [{ waited: number[] }];
  const { requests } = await sink.counts();
  const at = quantiles(waited);
  const kept = quantiles(await slicesOf(signer));
  return {
    what,
    took,
    requests: requests / AT_ONCE,
    kept: { p99: kept(0.99), most: kept(1) },
    probes: { count: waited.length, p50: at(0.5), p99: at(0.99), most: at(1) },
  };
}

async function slicesOf(signer: ChildProcess): Promise<readonly number[]> {
  signer.send({});
  const [{ slices }] = (await once(signer, 'message')) as [{ slices: readonly number[] }];
  return slices;
}

function quantiles(values: readonly number[]): (share: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  return (share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function files(count: number, size: number): readonly object[] {
  return Array.from({ length: count }, () => ({ name: 'a.bin', size, type: '' }));
}

async function grants(endpoint: string, count: number): Promise<readonly string[]> {
  const answer = await call(endpoint, JSON.stringify({ files: files(count, 0) }));
  const { results } = JSON.parse(answer) as { results: { grant: { token: string } }[] };
  return results.map(({ grant }) => grant.token);
}

async function call(url: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
  return text;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const HEAD = [
  'five at once of',
  'took ms',
  'storage requests each',
  'kept p99 ms',
  'kept at most ms',
  'probes',
  'p50 ms',
  'p99 ms',
  'longest ms',
];

/** As Markdown. */
export function waitingTable(runs: readonly WaitingRun[]): string {
  const rows = runs.map(({ what, took, requests, kept, probes: { count, p50, p99, most } }) => [
    what,
    took.toFixed(0),
    requests.toFixed(0),
    kept.p99.toFixed(1),
    kept.most.toFixed(1),
    String(count),
    p50.toFixed(1),
    p99.toFixed(1),
    most.toFixed(1),
  ]);
  const lines = [HEAD, HEAD.map((_, index) => (index === 0 ? '---' : '--:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
