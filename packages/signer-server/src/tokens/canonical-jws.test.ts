import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCanonicalJws } from './canonical-jws.js';

describe('the one spelling of a JWS', () => {
  it('is three segments of base64url, which may be empty', () => {
    for (const jws of ['QQ.QUI.QUJD', '..', 'QQ..QQ', '-_-_.AAAA.']) {
      assert.equal(isCanonicalJws(jws), true, jws);
    }
  });

  for (const [what, jws] of [
    ['nothing', ''],
    ['two segments', 'QQ.QQ'],
    ['four segments', 'QQ.QQ.QQ.QQ'],
    ['five segments, as of an encrypted token', 'QQ.QQ.QQ.QQ.QQ'],
    ['bits that no byte needs in the first segment', 'QR.QQ.QQ'],
    ['bits that no byte needs in the second', 'QQ.QR.QQ'],
    ['bits that no byte needs in the last', 'QQ.QQ.QR'],
    ['padding', 'QQ==.QQ.QQ'],
    ['the other alphabet', 'QQ.+/+/.QQ'],
    ['a line break', 'QQ.QQ.QQ\n'],
    ['a space', 'QQ. QQ.QQ'],
    ['a length that no encoder makes', 'QQ.Q.QQ'],
    ['what is no letter', 'QQ.Q\u00e9.QQ'],
  ] as const) {
    it(`is not ${what}`, () => {
      assert.equal(isCanonicalJws(jws), false);
    });
  }
});
