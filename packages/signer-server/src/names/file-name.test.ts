import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { attachment, cleanFileName } from './file-name.js';

describe('file names', () => {
  for (const [declared, kept] of [
    ['a.png', 'a.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\x\\y.txt', 'y.txt'],
    ['..', 'file'],
    ['', 'file'],
    [' \u0000\r\n ', 'file'],
    ['photo\u202egnp.exe', 'photognp.exe'],
    ['a\u200b b', 'a\u200b b'],
    ['\ud800x', '\ufffdx'],
    ['.', 'file'],
    ['a/', 'file'],
    [' a b ', 'a b'],
    ['\u0000 a', 'a'],
    ['x'.repeat(255), 'x'.repeat(255)],
    ['x'.repeat(256), 'x'.repeat(255)],
    [`${'x'.repeat(254)} y`, 'x'.repeat(254)],
    [`${'é'.repeat(200)}.png`, 'é'.repeat(127)],
  ] as const) {
    it(`keeps ${JSON.stringify(kept).slice(0, 24)} of ${JSON.stringify(declared).slice(0, 24)}`, () => {
      assert.equal(cleanFileName(declared), kept);
    });
  }

  it('stand in a header in both spellings', () => {
    assert.equal(
      attachment('é"\\%it\'s (1)*.txt'),
      `attachment; filename="____it's (1)*.txt"; filename*=UTF-8''%C3%A9%22%5C%25it%27s%20%281%29%2A.txt`,
    );
    // Only capitals are what every parser knows (RFC 3986 §2.1).
    assert.match(attachment('*'), /%2A$/);
  });

  it('never breaks a header, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (declared) => {
        const name = cleanFileName(declared);
        assert.ok(Buffer.byteLength(name) <= 255 && name.length > 0);
        const value = attachment(name);
        assert.match(
          value,
          /^attachment; filename="[^"\\%]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/,
        );
        assert.equal(decodeURIComponent(value.split("''")[1] ?? ''), name);
        new Headers({ 'content-disposition': value });
      }),
    );
  });
});
