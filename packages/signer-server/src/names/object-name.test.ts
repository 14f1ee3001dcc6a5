import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignerError } from '../errors.js';
import { assertContainerName, assertObjectName } from './object-name.js';

describe('object names', () => {
  for (const [name, fault] of [
    ['', 'is empty'],
    ['.', 'has a "." or ".." segment'],
    ['a/../b', 'has a "." or ".." segment'],
    ['a/./b', 'has a "." or ".." segment'],
    ['///', 'has nothing but slashes'],
    ['a\u0000b', 'has a control character'],
    ['a\nb', 'has a control character'],
    ['\ud800', 'is not valid Unicode'],
    ['é'.repeat(513), 'is longer than 1024 bytes'],
  ] as const) {
    it(`refuses ${JSON.stringify(name).slice(0, 20)} because it ${fault}`, () => {
      assert.throws(
        () => {
          assertObjectName(name);
        },
        (error) =>
          error instanceof SignerError &&
          error.code === 'invalid-request' &&
          error.message.endsWith(`${fault}.`),
      );
    });
  }

  for (const name of [
    'a',
    '...',
    '.hidden',
    '..a',
    'a//b',
    '/a',
    'a/',
    'é'.repeat(512),
    'a b/%2e%2e/?#',
  ]) {
    it(`takes ${JSON.stringify(name).slice(0, 20)}`, () => {
      assertObjectName(name);
    });
  }

  it('knows what no container can be called', () => {
    for (const name of ['', 'a/b', '..', 'x'.repeat(257), 'a\u0000']) {
      assert.throws(
        () => {
          assertContainerName(name);
        },
        {
          code: 'invalid-option',
          message:
            `${JSON.stringify(name)} cannot be a container name: ` +
            '1 to 256 bytes, no slash, no control character, not "." or "..".',
        },
      );
    }
    assertContainerName('x');
    assertContainerName('x'.repeat(256));
    assertContainerName('Übung 1');
  });
});
