import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SignerError } from '../errors.js';
import { RANDOM, fillRandom, keyTemplate } from './object-key.js';
import { assertObjectName } from './object-name.js';

const PARTS = { ext: '.png', subject: 'ann@example.org', now: Date.UTC(2026, 0, 5) };

describe('object keys', () => {
  const filled = (template: string, parts = PARTS): string =>
    fillRandom(keyTemplate(template)(parts), RANDOM);

  it('have the extension of the type, and leave the random part for later', () => {
    assert.equal(keyTemplate('{random}{ext}')(PARTS), '{random}.png');
    assert.equal(fillRandom('{random}/{random}.png', 'ab'), 'ab/ab.png');
  });

  it('can be sorted by day and by person, whose name they do not tell', () => {
    const key = filled('in/{yyyy}-{mm}-{dd}/{subject}/{random}');
    assert.match(key, /^in\/2026-01-05\/[0-9a-f]{32}\/[0-9a-f]{32}$/);
    const again = filled('{subject}/{random}');
    assert.equal(again.split('/')[0], key.split('/')[2]);
  });

  it('have the day in UTC, in digits of the usual number', () => {
    const at = (now: number): string => filled('{yyyy}/{mm}/{dd}/{random}', { ...PARTS, now });
    const late = Date.parse('2026-12-31T23:59:59.999Z');
    assert.match(at(late), /^2026\/12\/31\/[0-9a-f]{32}$/);
    assert.match(at(late + 1), /^2027\/01\/01\/[0-9a-f]{32}$/);
  });

  it('have the same folder for one person, and another for every other', () => {
    const make = keyTemplate('{subject}/{random}');
    const folder = (subject: string): string | undefined =>
      make({ ...PARTS, subject }).split('/')[0];
    assert.equal(folder('ann'), folder('ann'));
    assert.notEqual(folder('ann'), folder('anne'));
    assert.ok(!(folder('ann') ?? '').includes('ann'));
  });

  it('are refused in a sentence that has the template and what there is', () => {
    assert.throws(
      () => keyTemplate('{ext}'),
      /^SignerError: The key template "\{ext\}" cannot be used: \{random\} is missing\. Placeholders are \{random\} \(required\), \{ext\}, \{subject\}, \{yyyy\}, \{mm\} and \{dd\}\.$/,
    );
  });

  for (const [template, why] of [
    ['{ext}', '{random} is missing'],
    ['{random}{name}', '{name} is no placeholder'],
    ['{random}{', 'a brace is left open'],
    ['}{random}', 'a brace is left open'],
    ['{random}{}', '{} is no placeholder'],
    ['{ran dom}{random}', '{ran dom} is no placeholder'],
    ['{random}/{toString}', '{toString} is no placeholder'],
    ['parts/{random}', 'parts/ is kept for parts'],
    ['../{random}', '".." segment'],
    ['a\u0000{random}', 'control character'],
    [`${'x'.repeat(1024)}{random}`, 'longer than 1024 bytes'],
  ] as const) {
    it(`are not made of ${JSON.stringify(template).slice(0, 30)}: ${why}`, () => {
      assert.throws(
        () => keyTemplate(template),
        (error) =>
          error instanceof SignerError &&
          error.code === 'invalid-option' &&
          error.message.includes(why),
      );
    });
  }

  it('stay addressable for every extension a policy can let in', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\.[a-z0-9_-]{1,10}$/), (ext) => {
        assertObjectName(filled('{random}{ext}', { ...PARTS, ext }));
      }),
    );
  });
});
