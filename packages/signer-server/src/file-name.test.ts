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
    [`${'é'.repeat(200)}.png`, 'é'.repeat(127)],
  ] as const) {
    it(`keeps ${JSON.stringify(kept).slice(0, 24)} of ${JSON.stringify(declared).slice(0, 24)}`, () => {
      assert.equal(cleanFileName(declared), kept);
    });
  }

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
