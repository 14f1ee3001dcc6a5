/** Lengths in bytes. @module */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8Length } from './utf8.js';

test('a text has the bytes it is encoded to, lone surrogates too', () => {
  for (const text of ['', 'a', 'é', '€', '😀', '\ud800', 'a\udfffb']) {
    assert.equal(utf8Length(text), Buffer.byteLength(text), JSON.stringify(text));
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(utf8Length(text), Buffer.byteLength(text));
    }),
  );
});
