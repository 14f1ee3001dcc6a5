import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDuration, parseSize } from './units.js';

describe('units', () => {
  for (const [text, bytes] of [
    ['0', 0],
    ['52428800', 52_428_800],
    ['50MB', 50_000_000],
    ['50 mib', 52_428_800],
    ['5GiB', 5_368_709_120],
    ['1.5kb', 1500],
    ['50MO', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['9999999TiB', undefined],
    ['5constructor', undefined],
  ] as const) {
    it(`reads the size ${JSON.stringify(text)} as ${String(bytes)}`, () => {
      assert.equal(parseSize(text), bytes);
    });
  }

  it('reads durations', () => {
    assert.deepEqual(['90', '120s', '2m', '24h', '7d', '2y'].map(parseDuration), [
      90,
      120,
      120,
      86_400,
      604_800,
      undefined,
    ]);
  });
});
