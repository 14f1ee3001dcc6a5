/**
 * The numbers of a policy, to the last one that is taken and the first that is not; and limits of single callers.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SHOWN_BY_DEFAULT } from './inline-types.js';
import { assertFileCount, assertWithinLimits, judge, resolvePolicy } from './policy.js';
import type { Policy } from './policy.js';

const DAY = 86_400;

describe('a policy', () => {
  it('has a default for everything', () => {
    const { download, ...numbers } = resolvePolicy();
    assert.deepEqual(numbers, {
      maxSize: Number.MAX_SAFE_INTEGER,
      accept: [],
      maxFiles: 1000,
      keyTemplate: '{random}{ext}',
      urlTtl: 120,
      uploadTtl: DAY,
      receiptTtl: DAY,
      sniff: false,
      downloadTtl: 120,
      inline: SHOWN_BY_DEFAULT,
    });
    const request = new Request('https://signer.example/');
    assert.equal(download(request, { key: 'a', subject: 'anna' }), false);
  });

  it('keeps what it is given', () => {
    const given: Policy = {
      ...{ maxSize: 5, accept: ['image/*', '.pdf'], maxFiles: 2, keyTemplate: 'a/{random}' },
      ...{ urlTtl: 60, uploadTtl: 600, receiptTtl: 70, sniff: false, downloadTtl: 30 },
      ...{ inline: ['image/png'], download: () => true },
    };
    assert.deepEqual(resolvePolicy(given), given);
    assert.equal(
      resolvePolicy({ accept: ['.pdf'] }).sniff,
      true,
      'who says what may come means it',
    );
    assert.equal(resolvePolicy({ accept: [] }).sniff, false);
    assert.equal(resolvePolicy({ sniff: true }).sniff, true);
  });

  for (const [name, least, most] of [
    ['maxSize', 0, Number.MAX_SAFE_INTEGER],
    ['maxFiles', 1, 1000],
    ['urlTtl', 1, DAY],
    ['uploadTtl', 120, 30 * DAY],
    ['receiptTtl', 1, 3650 * DAY],
    ['downloadTtl', 1, DAY],
  ] as const) {
    it(`has a ${name} from ${least} to ${most}`, () => {
      assert.equal(resolvePolicy({ [name]: least })[name], least);
      // The upload has to live as long as its URLs.
      const long = { uploadTtl: 30 * DAY, [name]: most };
      assert.equal(resolvePolicy(long)[name], most);
      for (const value of [least - 1, most + 1, least + 0.5, NaN, Infinity]) {
        assert.throws(() => resolvePolicy({ uploadTtl: 30 * DAY, [name]: value }), {
          code: 'invalid-option',
          message: `policy.${name} is ${value}; it must be a whole number from ${least} to ${most}.`,
        });
      }
    });
  }

  it('reads its list of types as people write them', () => {
    const accept = [' IMAGE/PNG ', 'Video/*', '.PDF', '.tar.gz', 'application/vnd.ms-excel'];
    const read = ['image/png', 'video/*', '.pdf', '.tar.gz', 'application/vnd.ms-excel'];
    assert.deepEqual(resolvePolicy({ accept }).accept, read);
  });

  for (const entry of [
    '',
    ' ',
    '*',
    '*/*',
    'image/',
    '/png',
    'image/*/*',
    'image/**',
    '.',
    '. a',
    '.a b',
    '.a\\b',
    '.{a}',
    'x.pdf',
    'text/plain; a=b',
  ]) {
    it(`has no entry ${JSON.stringify(entry)} in its list`, () => {
      assert.throws(() => resolvePolicy({ accept: [entry] }), {
        code: 'invalid-option',
        message: `policy.accept has ${JSON.stringify(entry)}; entries look like image/png, image/* or .pdf.`,
      });
    });
  }
});

describe('what a policy makes of a file', () => {
  const judged = (policy: Policy, name: string, type: string) =>
    judge({ name, type, size: 1 }, resolvePolicy(policy), 5);

  it('takes an extension that is listed for a key where the type has none', () => {
    const accept = ['application/*', '.dat'];
    assert.deepEqual(judged({ accept }, 'a.dat', 'application/x-own'), {
      contentType: 'application/x-own',
      ext: '.dat',
    });
    assert.equal(judged({ accept }, 'a.exe', 'application/x-own').ext, '');
    assert.equal(judged({ accept }, 'a', 'application/x-own').ext, '');
    assert.equal(judged({ accept }, 'a.dat', 'application/pdf').ext, '.pdf');
  });

  it('takes a listed type and none that begins like it', () => {
    assert.equal(judged({ accept: ['image/png'] }, 'a', 'image/png').ext, '.png');
    for (const type of ['image/pn', 'image/pnx', 'image/png2']) {
      assert.throws(() => judged({ accept: ['image/png'] }, 'a', type), {
        code: 'type-not-allowed',
      });
    }
  });

  it('says what it has and what it would take', () => {
    const refused = (name: string, type: string) => () => judged({ accept: ['.pdf'] }, name, type);
    assert.throws(refused('a.exe', 'image/png'), {
      code: 'type-not-allowed',
      message: 'Files of type image/png (.exe) are not allowed; allowed are .pdf.',
    });
    assert.throws(refused('a', 'image/png'), {
      message: 'Files of type image/png are not allowed; allowed are .pdf.',
    });
    assert.throws(refused('a.pdf', 'a b'), { message: '"a b" is no media type.' });
  });
});

describe('limits of a caller', () => {
  const file = (name: string, size = 10) => ({ name, type: '', size });

  it('hold the size', () => {
    assertWithinLimits(file('a', 10), 'image/png', { maxSize: 10 });
    assertWithinLimits(file('a', 10), 'image/png', {});
    assert.throws(
      () => {
        assertWithinLimits(file('a', 11), 'image/png', { maxSize: 10 });
      },
      { code: 'too-large', message: 'The file has 11 bytes; at most 10 bytes are allowed.' },
    );
  });

  it('hold the type, by any entry of their list', () => {
    const accept = ['Image/*', '.CSV'];
    assertWithinLimits(file('a'), 'image/png', { accept });
    assertWithinLimits(file('a.csv'), 'application/octet-stream', { accept });
    for (const [name, type] of [
      ['a.csv2', 'text/plain'],
      ['csv', 'imagery/png'],
      ['image/png', 'text/plain'],
    ] as const) {
      assert.throws(
        () => {
          assertWithinLimits(file(name), type, { accept });
        },
        { code: 'type-not-allowed' },
      );
    }
    assert.throws(
      () => {
        assertWithinLimits(file('a'), 'image/png', { accept: [] });
      },
      { code: 'type-not-allowed' },
      'an empty list is a list',
    );
  });

  it('hold the number of files, as the policy does', () => {
    const policy = resolvePolicy({ maxFiles: 3 });
    const check = (count: number, maxFiles?: number) => (): void => {
      assertFileCount(count, policy, maxFiles === undefined ? {} : { maxFiles });
    };
    check(3)();
    check(2, 2)();
    check(3, 9)();
    assert.throws(check(3, 2), {
      code: 'too-many',
      message: 'This call asks for 3 files; at most 2 are allowed in one.',
    });
    assert.throws(check(4, 9), /at most 3/);
  });
});
