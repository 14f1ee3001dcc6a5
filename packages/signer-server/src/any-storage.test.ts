/**
 * Whatever storage answers, or a broken proxy in front of it: no call fails as a defect of the signer's own.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { completeResponse, problem } from './wire/schema.js';
import type { PartRecord, Problem } from './wire/schema.js';
import { swift } from './storage/swift/swift.js';
import { SEED } from './testing/any-stand.js';
import { grantFor, jsonPost, testSigner, wholePart } from './testing/harness.js';
import { hostileHeader, hostileJson, hostileText } from './testing/hostile.js';
import { memorySwift } from './testing/memory-swift.js';

/** Answers, throws as a broken connection does, or leaves it to the storage. */
type Odd = (() => Response) | undefined;

const names = ['etag', 'content-length', 'content-type', 'x-timestamp', 'x-delete-at'];
const headers = fc.record(Object.fromEntries(names.map((name) => [name, hostileHeader])), {
  requiredKeys: [],
});
const MANIFEST_FAULT = '{"Errors":[["/uploads/parts/0/00000001","what?"]]}';

const answers: fc.Arbitrary<Odd> = fc
  .record({
    status: fc.oneof(
      fc.constantFrom(200, 201, 202, 204, 400, 404, 412),
      fc.integer({ min: 200, max: 599 }),
    ),
    headers,
    body: fc.oneof(hostileJson, hostileText, fc.constant(MANIFEST_FAULT)),
  })
  .map(({ status, headers: given, body }) => {
    // These have no body, not even an empty one (Fetch §2.2.6).
    const text = [204, 205, 304].includes(status) ? null : body;
    return () => new Response(text, { status, headers: given });
  });

const breaks: fc.Arbitrary<Odd> = fc.constantFrom('ECONNRESET', 'what?').map((code) => () => {
  throw Object.assign(new TypeError('fetch failed'), { code });
});

/** What the first requests of a call meet. */
const script = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: answers },
    { weight: 2, arbitrary: fc.constant<Odd>(undefined) },
    { weight: 1, arbitrary: breaks },
  ),
  { maxLength: 6 },
);

const MIB = 1024 * 1024;
/** In one part, and in three. */
const SIZES = [[3], [MIB, MIB, 1]] as const;

/** Every problem that the calls about one upload come to. */
async function problemsWith(
  odd: readonly Odd[],
  sizes: (typeof SIZES)[number],
): Promise<readonly Problem[]> {
  const queue: Odd[] = [];
  const test = testSigner(swift(memorySwift(() => queue.shift()?.()).options));
  const total = sizes.reduce<number>((sum, size) => sum + size, 0);
  const { token } = await grantFor(test, new Uint8Array(total));
  const parts = sizes.map((size, index): PartRecord => ({
    ...wholePart(new Uint8Array(size)),
    partNumber: index + 1,
  }));
  const problems: Problem[] = [];
  for (const [path, body] of [
    ['/uploads/complete', { uploads: [{ token, parts }] }],
    ['/uploads/status', { token }],
    ['/uploads/parts', { token, partNumbers: [1] }],
    ['/uploads/abort', { tokens: [token] }],
    ['/uploads', { files: [{ name: 'a', size: 1, type: '' }] }],
  ] as const) {
    queue.splice(0, queue.length, ...odd);
    const response = await test.signer.request(path, jsonPost(body));
    const text = await response.text();
    if (response.status >= 400) problems.push(problem.parse(JSON.parse(text)));
    else if (path === '/uploads/complete') problems.push(refusalIn(text));
  }
  return problems;
}

function refusalIn(text: string): Problem {
  const [result] = completeResponse.parse(JSON.parse(text)).results;
  assert.ok(result && 'problem' in result, 'a receipt for nothing');
  return result.problem;
}

it('any answer of storage ends in a known refusal', async (t) => {
  const codes = new Map<string, number>();
  const property = fc.asyncProperty(script, fc.constantFrom(...SIZES), async (odd, sizes) => {
    for (const { code, detail } of await problemsWith(odd, sizes)) {
      assert.notEqual(code, 'internal', detail);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  });
  await fc.assert(property, { numRuns: 700, seed: SEED });
  t.diagnostic(`seed ${SEED}, ${JSON.stringify(Object.fromEntries(codes))}`);
  for (const code of ['storage-refused', 'storage-unavailable', 'part-missing']) {
    assert.ok(codes.has(code), `${code} is not reached`);
  }
});
