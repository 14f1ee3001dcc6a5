/**
 * The numbers of a policy, to the last one that is taken and the first that is not; and limits of single callers.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readLimits } from './file-limits.js';
import { SHOWN_BY_DEFAULT } from './inline-types.js';
import { assertFileCount, judge } from './judge.js';
import { resolvePolicy } from './policy.js';
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
    assert.equal(resolvePolicy({ accept: ['*/*'] }).sniff, false);
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
          message: new RegExp(
            `^policy\\.${name} is ${value}; it must be a whole number from (?:1|${least}) to ${most}\\.$`,
          ),
        });
      }
    });
  }

  it('reads its list of types as people write them', () => {
    const accept = [' IMAGE/PNG ', 'Video/*', '.PDF', '.tar.gz', 'pdf', '*.md', 'image/jpg', '*'];
    const read = ['image/png', 'video/*', '.pdf', '.tar.gz', '.md', 'image/jpg', '*/*'];
    assert.deepEqual(resolvePolicy({ accept }).accept, read);
  });

  it('takes numbers as people write them', () => {
    const written: object = { maxSize: '50MB', urlTtl: '2m' };
    assert.equal(resolvePolicy(written).maxSize, 50_000_000);
    assert.equal(resolvePolicy(written).urlTtl, 120);
  });

  for (const entry of ['image', 'image/', '/png', 'image/*/*', 'image/**', '.', '.a\\b', '.{a}']) {
    it(`has no entry ${JSON.stringify(entry)} in its list`, () => {
      assert.throws(() => resolvePolicy({ accept: ['.pdf', entry] }), {
        code: 'invalid-option',
        message: `policy.accept has ${JSON.stringify(entry)}; entries look like image/png, image/* or .pdf.`,
      });
    });
  }

  it('has no empty list, which could mean everything as well as nothing', () => {
    for (const accept of [[], [''], [' ']]) {
      assert.throws(() => resolvePolicy({ accept }), {
        message: 'policy.accept has no entry; leave it out to take everything.',
      });
    }
  });

  it('has no member that nobody knows', () => {
    const misspelt: object = { maxsize: 1 };
    assert.throws(() => resolvePolicy(misspelt), {
      code: 'invalid-option',
      message: /^policy\.maxsize is unknown; there are maxSize, accept, maxFiles/,
    });
  });
});

describe('what a policy makes of a file', () => {
  const judged = (policy: Policy, name: string, type: string) =>
    judge({ name, type, size: 1 }, [resolvePolicy(policy)], 5);

  it('takes an extension that is listed for a key where the type has none', () => {
    const accept = ['application/*', '.dat'];
    assert.deepEqual(judged({ accept }, 'a.dat', 'application/x-own'), {
      contentType: 'application/x-own',
      ext: '.dat',
      sniff: true,
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
  const judged = (written: unknown, name: string, type: string, policy: Policy = {}, size = 1) =>
    judge({ name, type, size }, [resolvePolicy(policy), readLimits(written)], 1000);
  const forbidden = (message: RegExp | string) => ({ code: 'forbidden', message });

  it('hold the size', () => {
    judged({ maxSize: 10 }, 'a', '', {}, 10);
    judged({}, 'a', '', {}, 11);
    assert.throws(() => judged({ maxSize: 10 }, 'a', '', {}, 11), {
      code: 'too-large',
      message: 'The file is 11 bytes; the limit is 10 bytes.',
    });
    assert.throws(
      () => judged({ maxSize: 99 }, 'a', '', { maxSize: 5 }, 11),
      /the limit is 5 bytes/,
    );
  });

  it('are lists like those of a policy', () => {
    for (const [accept, name, type, contentType] of [
      ['.pdf', 'x.pdf', '', 'application/pdf'],
      ['.pdf', 'x.pdf', 'image/png', 'application/pdf'],
      ['Image/*', 'a', 'image/png', 'image/png'],
      ['csv', 'a.csv', 'application/vnd.ms-excel', 'text/csv'],
      ['image/jpg', 'a.jpg', 'image/pjpeg', 'image/jpeg'],
    ] as const) {
      const as = { contentType, sniff: true };
      assert.partialDeepStrictEqual(judged({ accept: [accept] }, name, type), as);
      const policy = resolvePolicy({ accept: [accept] });
      assert.partialDeepStrictEqual(judge({ name, type, size: 1 }, [policy], 1000), as);
    }
    for (const [accept, name, type] of [
      ['.pdf', 'x.pdf', 'text/html'],
      ['.pdf', 'x.pdf', 'application/xhtml+xml; a=b'],
      ['image/*', 'a.html', 'text/html'],
      ['.csv', 'a.csv2', 'text/plain'],
      ['image/*', 'csv', 'imagery/png'],
      ['image/*', 'image/png', 'text/plain'],
    ] as const) {
      const notAllowed = { code: 'type-not-allowed' };
      assert.throws(() => judged({ accept: [accept] }, name, type), notAllowed);
      assert.throws(() => judged({}, name, type, { accept: [accept] }), notAllowed);
    }
  });

  it('have to agree with the policy on one type', () => {
    const pictures = { accept: ['image/*'] };
    assert.equal(judged({ accept: ['.png'] }, 'a.png', '', pictures).contentType, 'image/png');
    assert.equal(
      judged({ accept: ['png'] }, 'a.png', 'image/gif', pictures).contentType,
      'image/png',
    );
    for (const accept of ['.pdf', 'application/pdf']) {
      assert.throws(() => judged({ accept: [accept] }, 'a.pdf', 'image/png', pictures), {
        code: 'type-not-allowed',
      });
    }
  });

  it('may switch the look at the content for their own list, and not for that of the policy', () => {
    const unseen = { accept: ['image/*'], sniff: false };
    assert.equal(judged(unseen, 'a.png', '').sniff, false);
    assert.equal(judged(unseen, 'a.png', '', { accept: ['image/*'] }).sniff, true);
    assert.equal(judged({ sniff: true }, 'a.png', '').sniff, true);
    assert.equal(judged({ accept: ['*'] }, 'a.png', '').sniff, false);
  });

  it('are read strictly: what cannot be read is no leave', () => {
    for (const [written, message] of [
      [
        { acept: ['.pdf'] },
        /limits\.acept is unknown; there are maxSize, accept, maxFiles, sniff\./,
      ],
      [{ maxsize: 5 }, /limits\.maxsize is unknown/],
      [{ urlTtl: 5 }, /limits\.urlTtl is unknown/],
      [{ maxSize: 'a lot' }, /limits\.maxSize is "a lot"; .* or a text like "50MB"/],
      [{ maxSize: -1 }, /limits\.maxSize is -1/],
      [{ maxSize: 1.5 }, /limits\.maxSize is 1\.5/],
      [{ maxSize: null }, /limits\.maxSize must be a number/],
      [{ accept: '.pdf' }, /limits\.accept: /],
      [{ accept: [] }, /limits\.accept has no entry/],
      [{ accept: ['image'] }, /limits\.accept has "image"/],
      [{ accept: [7] }, /limits\.accept\.0: /],
      [{ maxFiles: 0 }, /limits\.maxFiles is 0; it must be a whole number from 1 to 1000\./],
      [{ sniff: 'on' }, /limits\.sniff must be true or false/],
      [null, /limits: /],
      [[], /limits: /],
      ['{}', /limits: /],
    ] as const) {
      assert.throws(() => readLimits(written), forbidden(message), JSON.stringify(written));
    }
    assert.deepEqual(readLimits(undefined), {});
  });

  it('hold the number of files, as the policy does', () => {
    const policy = resolvePolicy({ maxFiles: 3 });
    const check =
      (count: number, limits = {}) =>
      (): void => {
        assertFileCount(count, [policy, readLimits(limits)]);
      };
    check(3)();
    check(2, { maxFiles: 2 })();
    check(3, { maxFiles: 9 })();
    assert.throws(check(3, { maxFiles: 2 }), {
      code: 'too-many',
      message: 'This call asks for 3 files; at most 2 are allowed in one.',
    });
    assert.throws(check(4, { maxFiles: 9 }), /at most 3/);
  });
});
