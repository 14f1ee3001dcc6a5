/** The choice of a report's format. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bestMatch } from './accept.js';

const OPTIONS = ['text/plain', 'application/json', 'text/xml'];

describe('Accept', () => {
  for (const [header, expected] of [
    [undefined, 'text/plain'],
    ['', 'text/plain'],
    ['*/*', 'text/plain'],
    ['application/json', 'application/json'],
    ['application/json; charset=utf-8', 'application/json'],
    ['text/*;q=0.5, application/json', 'application/json'],
    ['application/*;q=0.9, text/xml;q=0.9', 'text/xml'],
    ['image/png, */*;q=0.1', 'text/plain'],
    ['image/png', undefined],
    ['json', undefined],
    ['application/json;q=high', undefined],
    ['application/json;q=1;q=1', undefined],
  ] as const) {
    it(`${String(header)} takes ${String(expected)}`, () => {
      assert.equal(bestMatch(header, OPTIONS), expected);
    });
  }
});
