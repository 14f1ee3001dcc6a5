/**
 * Whatever storage answers, or a broken proxy in front of it: no call fails as a defect of the signer's own, and no caller
 * learns from a problem what is behind the signer.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import { completeResponse, createResponse, problem } from './wire/schema.js';
import type { CreateResponse, PartRecord, Problem } from './wire/schema.js';
import { s3 } from './storage/s3/s3.js';
import type { Storage } from './storage/storage.js';
import { swift } from './storage/swift/swift.js';
import { jsonPost, testSigner, wholePart } from './testing/harness.js';
import { memorySwift } from './testing/memory-swift.js';
import { INSIDE, oddAnswers } from './testing/odd-answers.js';
import type { Odd } from './testing/odd-answers.js';
import { SEED, propertyRuns } from './testing/property-runs.js';

const MIB = 1024 * 1024;

/** A back end whose next answers are those of the queue. */
interface Kind {
  readonly name: string;
  readonly open: (queue: Odd[]) => Storage;
  /** Of the parts that files are sent in. */
  readonly files: readonly (readonly PartRecord[])[];
}

/** Logs in anew each time, as a signer does that has just started. */
const credentials = {
  url: 'https://storage.internal.example/auth/v1.0',
  user: INSIDE[1],
  key: 'k',
};

/** A file of zeros, hashed once. */
function file(...sizes: readonly number[]): readonly PartRecord[] {
  return sizes.map((size, index) => ({
    ...wholePart(new Uint8Array(size)),
    partNumber: index + 1,
  }));
}

const KINDS: readonly Kind[] = [
  {
    name: 'Swift with a token',
    open: (queue) => swift(memorySwift(() => queue.shift()?.()).options),
    files: [file(3), file(MIB, MIB, 1)],
  },
  {
    name: 'Swift by its key alone',
    open: (queue) => {
      const { auth: _none, ...options } = memorySwift(() => queue.shift()?.()).options;
      return swift({ ...options, storageUrl: 'https://swift.example/v1/AUTH_test' });
    },
    files: [file(3)],
  },
  { name: 'S3', open: oddBucket, files: [file(3), file(5 * MIB, 5 * MIB, 1)] },
];

/** Begins multipart uploads, and has nothing. */
function oddBucket(queue: Odd[]): Storage {
  const begun =
    '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>';
  return s3({
    bucket: INSIDE[3],
    region: 'us-east-1',
    endpoint: `https://${INSIDE[0]}`,
    forcePathStyle: true,
    credentials: { accessKeyId: INSIDE[4], secretAccessKey: 's' },
    partSize: 5 * MIB,
    fetch: async (url) =>
      queue.shift()?.() ??
      (url.endsWith('?uploads=') ? new Response(begun) : new Response(null, { status: 404 })),
  });
}

/** Every problem that the calls about one upload come to. */
async function problemsWith(
  kind: Kind,
  odd: readonly Odd[],
  parts: readonly PartRecord[],
): Promise<readonly Problem[]> {
  const queue: Odd[] = [];
  const test = testSigner(kind.open(queue));
  const declared = { name: 'a', size: parts.reduce((sum, { size }) => sum + size, 0), type: '' };
  const [granted] = (await test.post<CreateResponse>('/uploads', { files: [declared] })).results;
  assert.ok(granted && 'grant' in granted);
  const { token } = granted.grant;
  const problems: Problem[] = [];
  for (const [path, body] of [
    ['/uploads/complete', { uploads: [{ token, parts }] }],
    ['/uploads/status', { token }],
    ['/uploads/parts', { token, partNumbers: [1] }],
    ['/uploads/abort', { tokens: [token] }],
    ['/uploads', { files: [declared] }],
  ] as const) {
    queue.splice(0, queue.length, ...odd);
    const response = await test.signer.request(path, jsonPost(body));
    problems.push(...problemsOf(path, response.status, await response.text()));
  }
  return problems;
}

function problemsOf(path: string, status: number, text: string): readonly Problem[] {
  if (status >= 400) return [problem.parse(JSON.parse(text))];
  if (path === '/uploads') {
    const { results } = createResponse.parse(JSON.parse(text));
    return results.flatMap((result) => ('problem' in result ? [result.problem] : []));
  }
  if (path !== '/uploads/complete') return [];
  const [result] = completeResponse.parse(JSON.parse(text)).results;
  assert.ok(result && 'problem' in result, 'a receipt for nothing');
  return [result.problem];
}

/** Of what a caller is told. A word that storage calls its id cannot be told from one. */
function assertQuiet({ transactionId = 'tx1', ...told }: Problem): void {
  assert.match(transactionId, /^[\w-]{1,128}$/);
  const said = JSON.stringify(told);
  for (const word of [...INSIDE, 'swift.example', 'test:tester', 'AUTH_test', 'parts/', '/v1/']) {
    assert.ok(!said.includes(word), `${word} is told: ${said}`);
  }
}

/** Puts the rules to what callers are told, and counts it by code. */
function judge(codes: Map<string, number>, problems: readonly Problem[]): void {
  for (const told of problems) {
    assert.notEqual(told.code, 'internal', told.detail);
    assertQuiet(told);
    codes.set(told.code, (codes.get(told.code) ?? 0) + 1);
  }
}

/** Cases side by side: the signer waits now and then before it asks storage again. */
const AT_ONCE = 50;

async function tryAll<T>(
  one: fc.Arbitrary<T>,
  problemsOfOne: (given: T) => Promise<readonly Problem[]>,
): Promise<ReadonlyMap<string, number>> {
  const codes = new Map<string, number>();
  const many = fc.array(one, { minLength: AT_ONCE, maxLength: AT_ONCE });
  const property = fc.asyncProperty(many, async (all) => {
    for (const problems of await Promise.all(all.map(problemsOfOne))) judge(codes, problems);
  });
  await fc.assert(property, { numRuns: Math.ceil(propertyRuns(300) / AT_ONCE), seed: SEED });
  return codes;
}

function report(t: TestContext, codes: ReadonlyMap<string, number>): void {
  t.diagnostic(`seed ${SEED}, ${JSON.stringify(Object.fromEntries(codes))}`);
}

describe('any answer', { concurrency: true }, () => {
  for (const kind of KINDS) {
    it(`of ${kind.name} ends in a known refusal that says nothing of the inside`, async (t) => {
      const one = fc.tuple(oddAnswers, fc.constantFrom(...kind.files));
      const codes = await tryAll(one, ([odd, parts]) => problemsWith(kind, odd, parts));
      report(t, codes);
      for (const code of ['storage-refused', 'storage-unavailable', 'part-missing']) {
        assert.ok(codes.has(code), `${code} is not reached`);
      }
    });
  }

  it('to a login ends in a known refusal that says nothing of the inside', async (t) => {
    const codes = await tryAll(oddAnswers, async (odd) => {
      const queue = [...odd];
      const { options } = memorySwift(() => queue.shift()?.());
      const test = testSigner(swift({ ...options, auth: credentials, container: INSIDE[3] }));
      const files = [{ name: 'a', size: 3, type: '' }];
      const response = await test.signer.request('/uploads', jsonPost({ files }));
      return problemsOf('/uploads', response.status, await response.text());
    });
    report(t, codes);
    assert.ok(codes.has('storage-refused') && codes.has('storage-unavailable'));
  });
});
