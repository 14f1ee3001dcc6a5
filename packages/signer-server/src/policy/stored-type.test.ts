import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SHOWN_BY_DEFAULT } from './inline-types.js';
import { assertHarmless, storedTypeOf } from './stored-type.js';

const BYTES = 'application/octet-stream';
const active = [
  ...['text/html', 'application/xhtml+xml', 'image/svg+xml', 'application/xml', 'text/xsl'],
  ...['text/javascript', 'multipart/x-mixed-replace', 'message/rfc822', 'application/own+xml'],
  ...['application/unknown', 'unknown/unknown', 'application/x-unknown-content-type'],
];

describe('the type that is stored', () => {
  it('is none for what a browser could run, where a URL can be bent', () => {
    for (const type of active) {
      assert.equal(storedTypeOf(type, SHOWN_BY_DEFAULT, 'open'), BYTES, type);
      assert.equal(storedTypeOf(type, ['image/*', 'application/*', 'text/*'], 'open'), BYTES, type);
      assert.equal(storedTypeOf(type, SHOWN_BY_DEFAULT, 'signed'), type);
      assert.equal(storedTypeOf(type, [type], 'open'), type, 'the policy names it');
    }
  });

  it('is that of the file for everything else', () => {
    for (const type of ['image/png', 'text/css', 'application/zip', 'application/pdf', BYTES]) {
      assert.equal(storedTypeOf(type, SHOWN_BY_DEFAULT, 'open'), type);
    }
    assert.equal(storedTypeOf('application/pdf', ['image/*'], 'open'), BYTES, 'no PDF is shown');
  });

  it('is looked at again before a download', () => {
    for (const type of active) {
      const check = (inline: readonly string[], presentation: 'open' | 'signed') => (): void => {
        assertHarmless(`${type.toUpperCase()}; charset=utf-8`, inline, presentation);
      };
      assert.throws(check(SHOWN_BY_DEFAULT, 'open'), { code: 'type-not-allowed' }, type);
      check(SHOWN_BY_DEFAULT, 'signed')();
      check([type], 'open')();
    }
    assertHarmless('image/png', [], 'open');
    assert.throws(() => {
      assertHarmless('text/<b>', [], 'open');
    });
  });
});
