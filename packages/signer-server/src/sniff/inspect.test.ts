import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { SignerError } from '../errors.js';
import type { SignerOptions } from '../options.js';
import type { PartRecord } from '../wire/schema.js';
import { swift } from '../storage/swift/swift.js';
import type { SwiftOptions } from '../storage/swift/options.js';
import {
  completeOne,
  grantFor,
  md5,
  noSignal,
  put,
  startStorage,
  testSigner,
} from '../testing/harness.js';
import type { TestStorage } from '../testing/harness.js';
import type { Inspect } from './inspect.js';

const MIB = 1024 * 1024;
let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

/** The three ways an upload can be completed, and a body that goes this way. */
const ways: readonly (readonly [name: string, options: () => SwiftOptions, bytes: Uint8Array])[] = [
  ['a copy', () => storage.withCredentials, randomBytes(5000)],
  ['a manifest', () => ({ ...storage.withCredentials, partSize: MIB }), randomBytes(2.5 * MIB)],
  ['in place', () => storage.keyOnly, randomBytes(5000)],
];

/** Grants and sends; what is needed to complete. */
async function sent(
  options: SwiftOptions,
  bytes: Uint8Array,
  more: Partial<SignerOptions>,
  file = {},
) {
  const named: string[] = [];
  const inspect: Inspect = async (upload, context) => {
    named.push(upload.key);
    await more.inspect?.(upload, context);
  };
  const test = testSigner(options, { ...more, ...(more.inspect && { inspect }) });
  const grant = await grantFor(test, bytes, file);
  const parts: PartRecord[] = [];
  for (const request of grant.requests) {
    const start = (request.partNumber - 1) * grant.partSize;
    const part = bytes.subarray(start, start + grant.partSize);
    assert.equal(await put(request, part), 201);
    parts.push({ partNumber: request.partNumber, size: part.byteLength, etag: md5(part) });
  }
  const complete = () => completeOne(test, grant.token, parts);
  const status = () =>
    test.post<{ parts: PartRecord[] }>('/uploads/status', { token: grant.token });
  const download = async (key = named.at(-1) ?? 'never named'): Promise<Response> => {
    const expiresAt = Math.floor(Date.now() / 1000) + 60;
    return fetch(await swift(options).signGet(key, { expiresAt }, noSignal()));
  };
  return { complete, status, download };
}

describe('inspect', () => {
  for (const [way, options, bytes] of ways) {
    it(`reads what was sent, also across parts, before it is completed by ${way}`, async () => {
      const seen: Uint8Array[] = [];
      const inspect: Inspect = async (upload, { read }) => {
        assert.equal(upload.size, bytes.byteLength);
        for (let at = 0; at < upload.size + 1; at += 700_001)
          seen.push(await read(at, at + 700_001));
      };
      const { complete, download } = await sent(options(), bytes, { inspect });
      assert.ok((await complete()).receipt);
      assert.ok(Buffer.concat(seen).equals(bytes));
      assert.ok(Buffer.from(await (await download()).arrayBuffer()).equals(bytes));
    });

    it(`is not asked again about what has a receipt (${way})`, async () => {
      let asked = 0;
      const inspect: Inspect = () => {
        asked += 1;
        return asked === 1
          ? Promise.resolve()
          : Promise.reject(new SignerError('forbidden', 'A virus, says a newer list.'));
      };
      const { complete, download } = await sent(options(), bytes, { inspect });
      const first = await complete();
      assert.ok(first.receipt);
      assert.equal((await complete()).receipt, first.receipt);
      assert.equal(asked, 1);
      assert.equal((await download()).status, 200);
    });

    it(`refuses for good, and nothing stays (${way})`, async () => {
      const inspect: Inspect = () => Promise.reject(new SignerError('forbidden', 'A virus.'));
      const { complete, status, download } = await sent(options(), bytes, { inspect });
      assert.equal((await complete()).problem?.code, 'forbidden');
      assert.deepEqual(await status(), { parts: [] });
      assert.equal((await download()).status, 404);
      assert.equal((await complete()).problem?.code, 'part-missing');
    });

    it(`that fails refuses for now (${way})`, async () => {
      let fails = true;
      const inspect: Inspect = () =>
        fails ? Promise.reject(new Error('down')) : Promise.resolve();
      const { complete } = await sent(options(), bytes, { inspect });
      assert.equal((await complete()).problem?.code, 'internal');
      fails = false;
      assert.ok((await complete()).receipt);
    });
  }

  it('reads at most 64 MiB at a time', async () => {
    const inspect: Inspect = async (_, { read }) => {
      await read(0, 65 * MIB);
    };
    const { complete } = await sent(storage.withCredentials, randomBytes(5), { inspect });
    assert.equal((await complete()).problem?.code, 'internal');
  });
});

describe('sniffing', () => {
  const html = new TextEncoder().encode('<!doctype html><script>alert(1)</script>');
  const png = { name: 'a.png', type: 'image/png' };

  for (const [way, options] of ways) {
    it(`refuses a web page that says it is a picture, and deletes it (${way})`, async () => {
      const big = way === 'a manifest' ? Buffer.concat([html, Buffer.alloc(2 * MIB)]) : html;
      const policy = { accept: ['image/*'] };
      const { complete, status } = await sent(options(), big, { policy }, png);
      const { problem } = await complete();
      assert.equal(problem?.code, 'type-not-allowed');
      assert.match(problem.detail, /announced as image\/png, but its content is text\/html/);
      assert.deepEqual(await status(), { parts: [] });
    });
  }

  for (const [way, options] of ways) {
    it(`refuses a drawing that runs scripts, however far behind they stand (${way})`, async () => {
      const drawing = (inside: string): Uint8Array =>
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg">${'<g/>'.repeat(way === 'a manifest' ? 400_000 : 2000)}${inside}</svg>`,
        );
      const file = { name: 'a.svg', type: 'image/svg+xml' };
      const policy = { accept: ['image/*'] };
      const bad = await sent(options(), drawing('<g onload="alert(1)"/>'), { policy }, file);
      const { problem } = await bad.complete();
      assert.equal(problem?.code, 'type-not-allowed');
      assert.equal(problem.detail, 'The drawing has a handler (onload).');
      const good = await sent(options(), drawing('<g/>'), { policy }, file);
      assert.ok((await good.complete()).receipt);
    });
  }

  it('is on where the policy says what may come, and can be switched', async () => {
    const receipts = async (policy: SignerOptions['policy'] & object): Promise<boolean> => {
      const { complete } = await sent(storage.withCredentials, html, { policy }, png);
      return (await complete()).receipt !== undefined;
    };
    assert.equal(await receipts({}), true);
    assert.equal(await receipts({ sniff: true }), false);
    assert.equal(await receipts({ accept: ['image/*'], sniff: false }), true);
  });
});
