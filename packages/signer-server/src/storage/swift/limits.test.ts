import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noSignal } from '../../testing/harness.js';
import { swift } from './swift.js';
import type { SwiftOptions } from './options.js';
import { swiftLimits } from './limits.js';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const INFO = {
  maxFileSize: 5 * GIB + 2,
  tempUrlMethods: [],
  tempUrlDigests: [],
  deprecatedDigests: [],
};
const SLO = { maxSegments: 1000, minSegmentSize: 1 };
const withToken = { hasToken: true, partSize: undefined };

describe('limits', () => {
  it('are one PUT without a token, and without SLO', () => {
    const one = { maxSize: 5 * GIB + 2, maxPartSize: 5 * GIB + 2, maxParts: 1 };
    const limits = { ...one, partSize: one.maxSize };
    assert.deepEqual(swiftLimits({ ...INFO, slo: SLO }, { ...withToken, hasToken: false }), limits);
    assert.deepEqual(swiftLimits(INFO, withToken), limits);
  });

  it('are a thousand parts of 5 GiB, 16 MiB each as a rule', () => {
    assert.deepEqual(swiftLimits({ ...INFO, slo: SLO }, withToken), {
      maxSize: 5000 * GIB,
      maxPartSize: 5 * GIB,
      maxParts: 1000,
      partSize: 16 * MIB,
    });
  });

  it('follow the cluster: fewer parts, larger least size, smaller objects', () => {
    const slo = { maxSegments: 10, minSegmentSize: 32 * MIB };
    const limits = swiftLimits({ ...INFO, slo, maxFileSize: GIB }, withToken);
    assert.deepEqual(limits, {
      maxSize: 10 * GIB,
      maxPartSize: GIB,
      maxParts: 10,
      partSize: 32 * MIB,
    });
    const many = swiftLimits({ ...INFO, slo: { ...SLO, maxSegments: 1e6 } }, withToken);
    assert.equal(many.maxParts, 10_000);
  });

  for (const [name, body, maxParts] of [
    ['slo with limits', { slo: { max_manifest_segments: 7, min_segment_size: 1 } }, 7],
    ['slo without limits', { slo: {} }, 1000],
    ['slo with nonsense', { slo: { max_manifest_segments: 'many', min_segment_size: 0 } }, 1000],
    ['no slo', { swift: {} }, 1],
    ['no /info', undefined, 1],
  ] as const) {
    it(`are read from ${name}`, async () => {
      const fetch = (url: string): Promise<Response> =>
        Promise.resolve(
          new URL(url).pathname === '/info'
            ? Response.json(body ?? {}, { status: body ? 200 : 403 })
            : new Response(null, {
                headers: { 'x-auth-token': 't', 'x-storage-url': 'https://s/v1/AUTH_a' },
              }),
        );
      const auth = { url: 'https://s/auth/v1.0', user: 'u', key: 'k' };
      const storage = swift({ auth, container: 'c', tempUrlKey: 'k', fetch });
      assert.equal((await storage.limits(noSignal())).maxParts, maxParts);
    });
  }

  it('refuse a part size that makes no sense', () => {
    const options: SwiftOptions = {
      storageUrl: 'https://s/v1/AUTH_a',
      container: 'c',
      tempUrlKey: 'k',
    };
    for (const partSize of [0, MIB - 1, 1.5 * MIB + 0.5, 5 * GIB + 1, Number.NaN]) {
      assert.throws(() => swift({ ...options, partSize }), /partSize is .* from 1048576 \(1 MiB\)/);
    }
  });
});
