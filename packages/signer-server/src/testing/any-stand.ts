/**
 * A signer over storage in memory, ready to be asked anything, and all the rules put to one request.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before } from 'node:test';
import fc from 'fast-check';
import { SignerError } from '../errors.js';
import type { Upload } from '../storage/storage.js';
import { swift } from '../storage/swift/swift.js';
import { uploadTokens } from '../tokens/upload-token.js';
import {
  assertAnswer,
  assertAskedOfStorage,
  assertGrant,
  assertKnown,
  contentsOf,
  readAnswer,
} from './answer-rules.js';
import { assertGetUrl, assertPutUrl } from './url-rules.js';
import { bothLogs } from '../log/log.js';
import type { LogEvent } from '../log/log.js';
import type { Connection } from '../limits/address.js';
import { createMetrics } from '../metrics/metrics.js';
import type { Metrics } from '../metrics/metrics.js';
import { anyRequest } from './any-request.js';
import type { AnyRequest, AnyTokens, Moment } from './any-request.js';
import {
  PAGE,
  SECRET,
  completeOne,
  grantFor,
  md5,
  testSigner,
  testVouch,
  wholePart,
} from './harness.js';
import type { TestSigner } from './harness.js';
import { OPEN, memorySwift } from './memory-swift.js';
import type { MemorySwift } from './memory-swift.js';
import { SEED } from './property-runs.js';

/** Answers a request; a test of the tests puts another one in its place. */
export type Answer = (request: Request, connection: Connection) => Promise<Response>;

const BYTES = new TextEncoder().encode('whole');

/** What is asked, and what it works with. */
export interface Stand {
  /** The signer itself. */
  readonly ask: Answer;
  /** Told when a request gets so far. */
  readonly arrivals: Arrivals;
  /** What is counted of requests. */
  readonly counted: () => Promise<number>;
  readonly test: TestSigner;
  readonly storage: MemorySwift;
  readonly tokens: AnyTokens;
  readonly receipts: AnyTokens;
}

/** Somebody to be told, for one request. */
interface Arrivals {
  at?: ((moment: Moment) => void) | undefined;
}

/** A signer with two policies and two callers, and tokens and receipts of all sorts. */
async function setUp(): Promise<Stand> {
  const arrivals: Arrivals = {};
  const metrics = createMetrics();
  const storage = memorySwift(() => {
    arrivals.at?.('storage');
    return undefined;
  });
  const test = openSigner(storage, 'anna', { arrivals, metrics });
  const tokens: string[] = [];
  for (const size of [5, 0, 3 * 1024 * 1024]) {
    tokens.push((await grantFor(asCaller(test, 'anna'), new Uint8Array(size))).token);
  }
  const own = await storedReceipt(test, storage, 'anna');
  const others = await storedReceipt(openSigner(storage, 'carl'), storage, 'carl');
  storage.seen.length = 0;
  test.events.length = 0;
  const counted = async (): Promise<number> => {
    const { text } = await metrics.expose();
    const lines = text.matchAll(/^direct_upload_requests_total\{[^}]*\} (\d+)$/gm);
    return [...lines].reduce((sum, [, figure]) => sum + Number(figure), 0);
  };
  return {
    ask: (request, connection) => test.signer.fetch(request, connection),
    arrivals,
    counted,
    test,
    storage,
    tokens: { good: [...tokens, own.token], bad: badTokens() },
    receipts: { good: [own.receipt], bad: [others.receipt, own.token] },
  };
}

/** Knows the caller by `Authorization`, and Ben may not upload. */
function openSigner(
  storage: MemorySwift,
  name: string,
  { arrivals, metrics }: { readonly arrivals?: Arrivals; readonly metrics?: Metrics } = {},
): TestSigner {
  const events: LogEvent[] = [];
  const note = (event: LogEvent): void => void events.push(event);
  const test = testSigner(swift(storage.options), {
    log: metrics ? bothLogs(note, metrics.log) : note,
    allowedOrigins: [PAGE],
    policy: { urlTtl: 60, download: (_, { key }) => key.startsWith(OPEN) },
    policies: { avatar: { accept: ['image/*', '.pdf'], keyTemplate: '{subject}/{random}{ext}' } },
    trustProxy: ['loopback'],
    authorize: (request) => {
      arrivals?.at?.('authorize');
      const caller = request.headers.get('authorization');
      if (caller === 'Bearer ben') return Promise.reject(new SignerError('forbidden', 'Not Ben.'));
      return Promise.resolve(caller === `Bearer ${name}` ? { subject: name } : null);
    },
  });
  return { ...test, events };
}

function asCaller(test: TestSigner, name: string): TestSigner {
  const headers = { authorization: `Bearer ${name}` };
  return { ...test, post: (path, body) => test.post(path, body, headers) };
}

async function storedReceipt(
  test: TestSigner,
  storage: MemorySwift,
  name: string,
): Promise<{ readonly token: string; readonly receipt: string }> {
  const { token, requests } = await grantFor(asCaller(test, name), BYTES);
  storage.store(requests[0]?.url ?? '', { size: 5, etag: md5(BYTES), type: 'x/y' });
  const { receipt } = await completeOne(asCaller(test, name), token, [wholePart(BYTES)]);
  assert.ok(receipt);
  return { token, receipt };
}

/** Good once, for somebody else, or of another signer. */
function badTokens(): readonly string[] {
  const now = Math.floor(Date.now() / 1000);
  const upload: Upload = {
    id: '0'.repeat(32),
    subject: 'anna',
    keyPattern: 'a{random}',
    size: 5,
    contentType: 'image/png',
    name: 'a.png',
    partSize: 5,
    partCount: 1,
    issuedAt: now,
    expiresAt: now + 3600,
    handle: 'copy',
    vouch: testVouch('0'.repeat(32)),
  };
  const { seal } = uploadTokens(SECRET);
  const none = Buffer.from('{"alg":"none","typ":"upload-token+jwt"}').toString('base64url');
  const token = seal(upload);
  return [
    seal({ ...upload, expiresAt: now - 1 }),
    seal({ ...upload, subject: 'carl' }),
    seal({ ...upload, policy: 'gone' }),
    seal({ ...upload, handle: 'constructor' }),
    uploadTokens('another secret of thirty-two bytes').seal(upload),
    `${none}.${token.split('.')[1] ?? ''}.`,
  ];
}

/** Where the object will be, but for its random part. */
function patternOf(token: string): string {
  const [, payload = ''] = token.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { kp: string }).kp;
}

/** A request on its way, whose client may hang up. */
interface Sent {
  readonly request: Request;
  readonly connection: Connection;
  /** To be called at each point; this is where it hangs up, if it does. */
  readonly arrive: (moment: Moment) => void;
  readonly hasLeft: () => boolean;
}

function send({ method, path, headers, body, leaves, isParsed }: AnyRequest): Sent {
  const client = new AbortController();
  const delivered = Promise.withResolvers<boolean>();
  let isWritten = true;
  const arrive = (moment: Moment): void => {
    if (moment !== leaves) return;
    isWritten = false;
    if (moment !== 'written') client.abort(new Error('hung up'));
  };
  arrive('before');
  const withBody = method !== 'GET' && method !== 'HEAD';
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const half = (controller: ReadableStreamDefaultController): void => {
    controller.enqueue(bytes.subarray(0, bytes.length / 2));
    arrive('body');
    controller.error(new Error('hung up'));
  };
  const content = leaves === 'body' ? new ReadableStream({ pull: half }) : bytes;
  const request = new Request(`https://signer.example${path}`, {
    method,
    headers,
    signal: client.signal,
    ...(withBody && { body: content as NonNullable<RequestInit['body']>, duplex: 'half' }),
  });
  return {
    request,
    connection: {
      remoteAddress: '127.0.0.1',
      ...(leaves === 'written' && { delivered: delivered.promise }),
      ...(isParsed && withBody && { parsedBody: { value: bytes } }),
    },
    arrive: (moment) => {
      arrive(moment);
      if (moment === 'written') delivered.resolve(isWritten);
    },
    hasLeft: () => !isWritten,
  };
}

/** What an answer gave. */
interface Reached {
  readonly status: number;
  readonly grants: number;
  readonly downloads: number;
}

/** All the rules for one request. @throws AssertionError */
export async function keepsTheRules(
  asked: AnyRequest,
  { storage, test, arrivals, ask }: Stand,
  answer = ask,
): Promise<Reached> {
  const { request, connection, arrive, hasLeft } = send(asked);
  arrivals.at = arrive;
  const read = await readAnswer(await answer(request, connection));
  arrivals.at = undefined;
  arrive('written');
  // The line of the log waits for the client to have the answer.
  await Promise.resolve();
  const events = test.events.splice(0);
  for (const one of storage.seen.splice(0)) assertAskedOfStorage(one);
  if (hasLeft()) {
    assertLeft(events);
    return { status: 499, grants: 0, downloads: 0 };
  }
  assertAnswer(asked, read);
  assertTold(events, read.status);
  if (read.status !== 200 || asked.method !== 'POST') {
    return { status: read.status, grants: 0, downloads: 0 };
  }
  const path = asked.path.split('?')[0] ?? '';
  const { grants, requests, downloads, problems } = contentsOf(path, read.body);
  problems.forEach(assertKnown);
  const folder = createHash('sha256').update('anna').digest('hex').slice(0, 32);
  for (const grant of grants) {
    assertGrant(grant);
    const pattern = patternOf(grant.token);
    assert.equal(pattern.startsWith(`${folder}/`), asked.path.startsWith('/uploads/avatar'));
  }
  for (const request of requests) assertPutUrl(request, Date.now());
  for (const download of downloads) assertGetUrl(download, Date.now());
  return { status: read.status, grants: grants.length, downloads: downloads.length };
}

/** One line, about what was answered, and about no defect. */
function assertTold(events: readonly LogEvent[], status: number): void {
  for (const { code, detail } of events) assert.notEqual(code, 'internal', detail);
  const lines = events.filter(({ event }) => event === 'request');
  assert.deepEqual(
    lines.map((line) => line.status),
    [status],
  );
}

/** One line, about nobody's failure. */
function assertLeft(events: readonly LogEvent[]): void {
  const lines = events.filter(({ event }) => event === 'request');
  assert.deepEqual(
    lines.map(({ status, code, level }) => [status, code, level]),
    [[499, 'client-gone', 'info']],
  );
  for (const { level, code, detail } of events) {
    assert.notEqual(level, 'error', detail);
    assert.notEqual(code, 'internal', detail);
  }
}

/** One request after the other; how many answers there were of each status, and how many downloads. */
export async function tryRequests(
  stand: Stand,
  numRuns: number,
  answer = stand.ask,
): Promise<ReadonlyMap<number | 'downloads', number>> {
  const reached = new Map<number | 'downloads', number>();
  const count = (what: number | 'downloads', more: number): void => {
    reached.set(what, (reached.get(what) ?? 0) + more);
  };
  const countedBefore = await stand.counted();
  const property = fc.asyncProperty(anyRequest(stand.tokens, stand.receipts), async (asked) => {
    const { status, downloads } = await keepsTheRules(asked, stand, answer);
    count(status, 1);
    count('downloads', downloads);
  });
  await fc.assert(property, { numRuns, seed: SEED });
  assert.equal((await stand.counted()) - countedBefore, numRuns);
  return reached;
}

/** Registers the hooks: a stand from the first test on, and no rejection that nobody handles until the last. */
export function useStand(): { readonly stand: Stand } {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  let stand: Stand | undefined;
  before(async () => {
    process.on('unhandledRejection', note);
    stand = await setUp();
  });
  after(() => {
    process.off('unhandledRejection', note);
    assert.deepEqual(unhandled, []);
  });
  return {
    get stand() {
      assert.ok(stand, 'the stand is there from the first test on');
      return stand;
    },
  };
}
