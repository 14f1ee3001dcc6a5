/**
 * What a completion costs: bound by storage, so beside the two HEADs that the proof itself needs.
 *
 * @module
 */
import { Agent, request } from 'node:http';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { usageOf } from '../process-tree.js';
import { startSigner } from '../signer.js';
import { startSink } from '../sink.js';
import { inLanes } from '../pages/contender.js';
import { BATCH } from './mint.js';

/** Figures per file of one part. */
export interface CompletionRun {
  readonly files: number;
  /** Files per second, completed in batches. */
  readonly perSecond: number;
  /** The signer's processor microseconds per file. */
  readonly cpu: number;
  /** Requests to storage per file. */
  readonly requests: number;
  /** Files per second if two HEADs each, as many at a time, were all. */
  readonly headsPerSecond: number;
}

interface Grant {
  readonly token: string;
  readonly requests: readonly { readonly url: string; readonly headers: Record<string, string> }[];
}

/** Requests at a time to storage, as the signer's batches have. */
const LANES = 16;
const BYTE = 'x';
const ETAG = createHash('md5').update(BYTE).digest('hex');

/** Completes so many batches of files that were put before. */
export async function completions(batches: number): Promise<CompletionRun> {
  await using stack = new AsyncDisposableStack();
  const sink = stack.use(await startSink('md5'));
  const signer = stack.use(await startSigner(sink.storage, 'http://127.0.0.1'));
  const agent = stack.adopt(new Agent({ keepAlive: true, maxSockets: LANES }), (it) => {
    it.destroy();
  });
  const granted: Grant[][] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    granted.push(await grants(signer.endpoint));
    await inLanes(granted[batch] ?? [], LANES, ({ requests: [first] }) =>
      first ? send(agent, 'PUT', first.url, first.headers) : Promise.resolve(),
    );
  }
  await sink.counts();
  const before = await usageOf(signer.pid);
  const started = performance.now();
  for (const some of granted) await complete(signer.endpoint, some);
  const seconds = (performance.now() - started) / 1000;
  const after = await usageOf(signer.pid);
  const { requests } = await sink.counts();
  const files = batches * BATCH;
  return {
    files,
    perSecond: files / seconds,
    cpu: ((after.cpu - before.cpu) / files) * 1e6,
    requests: requests / files,
    headsPerSecond: await heads(agent, granted.flat()),
  };
}

async function grants(endpoint: string): Promise<Grant[]> {
  const files = Array.from({ length: BATCH }, () => ({
    name: 'a.txt',
    size: 1,
    type: 'text/plain',
  }));
  const { results } = (await post(endpoint, { files })) as { results: { grant: Grant }[] };
  return results.map(({ grant }) => grant);
}

async function complete(endpoint: string, some: readonly Grant[]): Promise<void> {
  const parts = [{ partNumber: 1, size: 1, etag: ETAG }];
  const uploads = some.map(({ token }) => ({ token, parts }));
  const { results } = (await post(`${endpoint}/complete`, { uploads })) as {
    results: { receipt?: string }[];
  };
  if (!results.every(({ receipt }) => receipt)) throw new Error(JSON.stringify(results[0]));
}

async function post(url: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function heads(agent: Agent, all: readonly Grant[]): Promise<number> {
  const started = performance.now();
  await inLanes(all, LANES, async ({ requests: [first] }) => {
    for (let count = 0; first && count < 2; count += 1) await send(agent, 'HEAD', first.url, {});
  });
  return (all.length / (performance.now() - started)) * 1000;
}

async function send(
  agent: Agent,
  method: 'PUT' | 'HEAD',
  url: string,
  headers: Record<string, string>,
): Promise<void> {
  const sent = request(url, { method, agent, headers });
  sent.end(method === 'PUT' ? BYTE : undefined);
  const [answer] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
  answer.resume();
  await once(answer, 'end');
}
