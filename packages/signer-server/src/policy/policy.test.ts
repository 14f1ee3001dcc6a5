import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignerError } from '../errors.js';
import { assertFileCount, judge } from './judge.js';
import { resolvePolicy } from './policy.js';
import type { Policy } from './policy.js';

const GIB = 1024 ** 3;
const judged = (policy: Policy, name: string, type: string, size = 1) =>
  judge({ name, type, size }, [resolvePolicy(policy)], 5 * GIB);
const refusal = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof SignerError && error.code === code && message.test(error.message);

describe('policy', () => {
  it('takes everything storage takes by default', () => {
    assert.deepEqual(judged({}, 'a.png', 'image/png'), {
      ...{ contentType: 'image/png', ext: '.png', sniff: false },
    });
    assert.equal(judged({}, 'a', '').contentType, 'application/octet-stream');
    assert.equal(judged({}, 'a.pdf', '').contentType, 'application/pdf');
    assert.equal(judged({}, 'a.pdf', 'application/octet-stream').ext, '');
    assert.deepEqual(judged({}, 'a.exe', 'Image/JPEG; q=1'), {
      ...{ contentType: 'image/jpeg', ext: '.jpg', sniff: false },
    });
  });

  it('says both numbers of a file that is too large', () => {
    const tooLarge = refusal('too-large', /is 6\.29 MB; the limit is 5\.24 MB/);
    assert.throws(() => judged({ maxSize: 5 * 1024 ** 2 }, 'a', '', 6 * 1024 ** 2), tooLarge);
    judged({ maxSize: 5 * 1024 ** 2 }, 'a', '', 5 * 1024 ** 2);
    assert.throws(
      () => judged({}, 'a', '', 5 * GIB + 1),
      refusal('too-large', /5368709121 bytes; the limit is 5368709120 bytes/),
    );
    judged({ maxSize: 0 }, 'a', '', 0);
  });

  it('matches types, families and extensions as the accept attribute does', () => {
    const accept = ['image/*', 'application/pdf', '.CSV'];
    assert.equal(judged({ accept }, 'x', 'image/webp').ext, '.webp');
    assert.equal(judged({ accept }, 'x', 'application/pdf').ext, '.pdf');
    const notAllowed = refusal(
      'type-not-allowed',
      /allowed are image\/\*, application\/pdf, \.csv/,
    );
    assert.throws(() => judged({ accept }, 'x.html', 'text/html'), notAllowed);
    assert.throws(() => judged({ accept }, 'x', 'imagery/png'), notAllowed);
    assert.throws(() => judged({ accept }, 'csv', ''), notAllowed);
  });

  it('stores what only its extension let in under the type of that extension', () => {
    const accept = ['.csv', '.dat'];
    assert.deepEqual(judged({ accept }, 'x.CSV', 'application/vnd.ms-excel'), {
      ...{ contentType: 'text/csv', ext: '.csv', sniff: true },
    });
    assert.deepEqual(judged({ accept }, 'x.dat', 'image/png'), {
      ...{ contentType: 'application/octet-stream', ext: '.dat', sniff: true },
    });
  });

  it('refuses what is no media type', () => {
    for (const type of ['image', 'image/png\r\nx: y', 'image/<b>', '/', 'a/b c']) {
      assert.throws(
        () => judged({}, 'a', type),
        refusal('type-not-allowed', /no media type/),
        type,
      );
    }
  });

  it('counts the files of a call', () => {
    const policy = resolvePolicy({ maxFiles: 2 });
    assertFileCount(2, [policy]);
    assert.throws(
      () => {
        assertFileCount(3, [policy]);
      },
      refusal('too-many', /3 files; at most 2/),
    );
  });

  it('refuses settings that make no sense, and names them', () => {
    for (const [policy, message] of [
      [{ maxSize: -1 }, /policy\.maxSize is -1/],
      [{ maxSize: 1.5 }, /policy\.maxSize/],
      [{ maxFiles: 0 }, /policy\.maxFiles/],
      [{ maxFiles: 1001 }, /from 1 to 1000/],
      [{ urlTtl: 0 }, /policy\.urlTtl/],
      [{ urlTtl: 100, uploadTtl: 99 }, /policy\.uploadTtl/],
      [{ accept: ['.a/b'] }, /policy\.accept/],
    ] satisfies [Policy, RegExp][]) {
      assert.throws(() => resolvePolicy(policy), refusal('invalid-option', message));
    }
  });
});
