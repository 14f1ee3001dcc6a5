import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { SignerError } from '../../errors.js';
import { noSignal, testVouch } from '../../testing/harness.js';
import { completionMark } from '../completion-mark.js';
import type { Upload } from '../storage.js';
import { swift } from './swift.js';
import type { Fetch } from './http.js';

const MIB = 1024 ** 2;
const COUNT = 5;
const UPLOAD: Upload = {
  id: 'b'.repeat(32),
  subject: 's',
  keyPattern: 'key.bin',
  size: COUNT * MIB,
  contentType: 'a/b',
  name: 'n',
  partSize: MIB,
  partCount: COUNT,
  issuedAt: 1000,
  expiresAt: 2000,
  handle: 'manifest',
  vouch: testVouch('b'.repeat(32)),
};
const PARTS = Array.from({ length: COUNT }, (_, i) => ({
  partNumber: i + 1,
  size: MIB,
  etag: String(i).repeat(32),
}));
const WHOLE = createHash('md5')
  .update(PARTS.map(({ etag }) => etag).join(''))
  .digest('hex');
const FINAL = {
  etag: `"${WHOLE}"`,
  'content-length': String(COUNT * MIB),
  'x-timestamp': '1500.5',
};
/** The record that is written first. */
const RECORD = { 'x-object-meta-public-upload-completed': completionMark(UPLOAD, WHOLE) };
/** As `?multipart-manifest=get` shows it. */
const MANIFEST = JSON.stringify(
  PARTS.map(({ partNumber }) => ({ name: `/c/parts/${UPLOAD.id}/0000000${partNumber}` })),
);
const SLO = { ...FINAL, 'x-static-large-object': 'True' };

type Answer = readonly [status: number, headers?: Record<string, string>, body?: string];

/** A Swift of which only the answers given matter; the usual ones are those of a completion without trouble. */
function fakeSwift(change: (request: string, time: number) => Answer | undefined): {
  fetch: Fetch;
  seen: string[];
} {
  const seen: string[] = [];
  const fetch: Fetch = (url, init) => {
    const { pathname, search } = new URL(url);
    const name = pathname.replace(/^.*\/c\//, '').replace(`parts/${UPLOAD.id}/`, 'part ');
    const request = `${init.method ?? 'GET'} ${name}${search}`;
    const time = seen.filter((other) => other === request).length;
    seen.push(request);
    const [status, headers = {}, body = ''] = change(request, time) ?? usual(request, seen);
    return Promise.resolve(new Response(body === '' ? null : body, { status, headers }));
  };
  return { fetch, seen };
}

function usual(request: string, seen: readonly string[]): Answer {
  if (request.includes('/auth/')) {
    return [200, { 'x-auth-token': 't', 'x-storage-url': 'https://s/v1/AUTH_test' }];
  }
  if (request === 'HEAD key.bin') return seen.includes('POST key.bin') ? [200, SLO] : [404];
  if (request === 'PUT key.bin?multipart-manifest=put') return [201];
  if (request.startsWith('GET key.bin?multipart-manifest=get')) return [200, {}, MANIFEST];
  if (request === 'PUT part completed') return [201];
  if (request === 'HEAD part completed') {
    return seen.includes('PUT part completed') ? [200, RECORD] : [404];
  }
  const part = PARTS[Number(/^HEAD part 0*(\d+)$/.exec(request)?.[1] ?? 0) - 1];
  if (part) return [200, { etag: part.etag, 'content-length': String(part.size) }];
  return [request.startsWith('POST') ? 202 : 404];
}

function complete(fetch: Fetch): Promise<unknown> {
  const auth = { url: 'https://s/auth/v1.0', user: 'u', key: 'k' };
  const storage = swift({ auth, container: 'c', tempUrlKey: 'k', fetch });
  return storage.complete(UPLOAD, PARTS, noSignal());
}

const refusal = (code: string, sentence: RegExp) => (error: unknown) => {
  assert.ok(error instanceof SignerError, String(error));
  assert.deepEqual([error.code, sentence.test(error.message)], [code, true], error.message);
  return true;
};
const errors = (...entries: readonly (readonly [number, string])[]): Answer => [
  400,
  { 'x-trans-id': 'tx1' },
  JSON.stringify({
    Errors: entries.map(([n, why]) => [`/c/parts/${UPLOAD.id}/${String(n).padStart(8, '0')}`, why]),
  }),
];

describe('completion by manifest', () => {
  it('keeps every part after the manifest is written and before it is finished', async () => {
    const { fetch, seen } = fakeSwift(() => undefined);
    const stored = await complete(fetch);
    assert.deepEqual(stored, {
      container: 'c',
      key: 'key.bin',
      size: COUNT * MIB,
      etag: WHOLE,
      contentType: '',
      parts: COUNT,
      finalized: 'manifest',
      storedAt: 1500,
    });
    const put = seen.indexOf('PUT key.bin?multipart-manifest=put');
    const post = seen.indexOf('POST key.bin');
    for (const { partNumber } of PARTS) {
      const name = `part 0000000${partNumber}`;
      const [kept, looked] = [seen.indexOf(`POST ${name}`), seen.indexOf(`HEAD ${name}`)];
      assert.ok(put < kept && kept < looked && looked < post, seen.join('\n'));
    }
    const last = ['HEAD key.bin', 'HEAD part completed', 'HEAD part aborted'];
    assert.deepEqual(seen.slice(-3), last);
    assert.ok(seen.indexOf('PUT part completed') < put);
  });

  for (const [name, answer, code, sentence] of [
    ['one part', errors([2, 'Etag Mismatch']), 'hash-mismatch', /other bytes .* part 2\.$/],
    [
      'several in several ways',
      errors(
        [1, '404 Not Found'],
        [2, 'Size Mismatch'],
        [2, 'Etag Mismatch'],
        [4, '404 Not Found'],
      ),
      'part-missing',
      /does not have parts 1, 4; it has another size .* part 2\.$/,
    ],
    [
      'a part it cannot look at',
      errors([3, '503 Service Unavailable']),
      'storage-unavailable',
      /503 Service Unavailable\.$/,
    ],
    ['a part it may not see', errors([3, '403 Forbidden']), 'storage-refused', /403 Forbidden/],
    ['the ETag of the whole', [422, {}, '<html>'], 'storage-refused', /answered 422/],
    ['text', [400, {}, 'Errors:\n/c/x, Etag Mismatch\n'], 'storage-refused', /answered 400/],
    ['a full container', [413, {}, 'Upload exceeds quota.'], 'quota', /no room/],
  ] satisfies [string, Answer, string, RegExp][]) {
    it(`says what storage does not like: ${name}`, async () => {
      const { fetch, seen } = fakeSwift((request) =>
        request.startsWith('PUT key') ? answer : undefined,
      );
      await assert.rejects(complete(fetch), refusal(code, sentence));
      assert.ok(!seen.some((request) => request.startsWith('POST')), 'no part is kept');
    });
  }

  for (const [name, request, answer, code, sentence] of [
    ['vanishes', 'POST part 00000002', [404], 'part-missing', /part 2\./],
    [
      'is replaced',
      'HEAD part 00000003',
      [200, { etag: 'x', 'content-length': String(MIB) }],
      'hash-mismatch',
      /part 3\./,
    ],
    [
      'shrinks',
      'HEAD part 00000003',
      [200, { etag: 'x', 'content-length': '1' }],
      'size-mismatch',
      /part 3\./,
    ],
    [
      'becomes a link',
      'HEAD part 00000001',
      [200, { etag: PARTS[0]!.etag, 'content-length': String(MIB), 'x-symlink-target': 'x' }],
      'hash-mismatch',
      /part 1\./,
    ],
    [
      'would still expire',
      'HEAD part 00000004',
      [200, { etag: PARTS[3]!.etag, 'content-length': String(MIB), 'x-delete-at': '9' }],
      'storage-refused',
      /Part 4 would be deleted by itself/,
    ],
    ['cannot be kept', 'POST part 00000001', [503], 'storage-unavailable', /keep a part/],
  ] satisfies [string, string, Answer, string, RegExp][]) {
    it(`issues no receipt when a part ${name} after the manifest was written`, async () => {
      const { fetch, seen } = fakeSwift((other) => (other === request ? answer : undefined));
      await assert.rejects(complete(fetch), refusal(code, sentence));
      assert.ok(!seen.includes('POST key.bin'), 'the manifest keeps its expiry');
      assert.ok(!seen.some((other) => other.startsWith('DELETE')));
    });
  }

  for (const [name, headers, code] of [
    ['still expires', { ...SLO, 'x-delete-at': '9' }, 'storage-refused'],
    ['is no manifest', FINAL, 'storage-refused'],
    ['is another', { ...SLO, etag: '"0"' }, 'already-completed'],
  ] as const) {
    it(`issues no receipt when the final object ${name}`, async () => {
      const { fetch } = fakeSwift((request, time) =>
        request === 'HEAD key.bin' && time > 0 ? [200, headers] : undefined,
      );
      await assert.rejects(complete(fetch), refusal(code, /./));
    });
  }

  it('writes nothing where an object of other bytes is', async () => {
    const { fetch, seen } = fakeSwift((request) =>
      request === 'HEAD key.bin' ? [200, { ...SLO, etag: '"0"' }] : undefined,
    );
    await assert.rejects(complete(fetch), refusal('already-completed', /other bytes/));
    assert.ok(
      seen.every((request) => /^(?:HEAD|GET)/.test(request)),
      seen.join(),
    );
  });

  for (const request of ['POST part 00000002', 'HEAD part 00000002', 'POST key.bin'] as const) {
    for (const status of [404, 409] as const) {
      it(`asks again when ${request} collides with another replica (${status})`, async () => {
        const { fetch, seen } = fakeSwift((other, time) =>
          other === request && time < 2 && (status === 404 || other.startsWith('POST'))
            ? [status]
            : undefined,
        );
        await complete(fetch);
        const asked = status === 404 || request.startsWith('POST') ? 3 : 1;
        assert.equal(seen.filter((other) => other === request).length, asked);
      });
    }
  }

  it('finishes what another replica began while Swift could not see the parts', async () => {
    const { fetch, seen } = fakeSwift((request, time) => {
      if (request.startsWith('PUT key')) return errors([2, '404 Not Found']);
      const begun = request === 'HEAD key.bin' && time > 0 && !seen.includes('POST key.bin');
      return begun ? [200, { ...SLO, 'x-delete-at': '9' }] : undefined;
    });
    await complete(fetch);
    assert.equal(seen.filter((request) => request.startsWith('PUT key')).length, 1);
  });

  it('gives up when it is aborted meanwhile', async () => {
    const { fetch } = fakeSwift((request) => (request === 'POST key.bin' ? [404] : undefined));
    await assert.rejects(complete(fetch), refusal('part-missing', /was aborted/));
    const taken = fakeSwift((request) =>
      request.startsWith('PUT') ? [412] : request.startsWith('GET key') ? [404] : undefined,
    );
    await assert.rejects(complete(taken.fetch), refusal('part-missing', /was aborted/));
  });
});

describe('listing', () => {
  it('ends where a storage does not know marker or prefix', async () => {
    const listing = JSON.stringify([{ name: 'other/00000001', bytes: 1, hash: 'x' }]);
    const { fetch } = fakeSwift((request) =>
      request.startsWith('GET') && request.includes('prefix') ? [200, {}, listing] : undefined,
    );
    const auth = { url: 'https://s/auth/v1.0', user: 'u', key: 'k' };
    const storage = swift({ auth, container: 'c', tempUrlKey: 'k', fetch });
    await assert.rejects(
      storage.parts(UPLOAD, noSignal()),
      refusal('storage-unavailable', /marker/),
    );
  });
});
