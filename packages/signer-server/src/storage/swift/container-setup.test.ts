import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planSetup } from './container-setup.js';
import type { SetupPlan } from './container-setup.js';

const ORIGINS = ['https://a.example', 'https://b.example'];
const NOW = 1_795_157_568_000;
const ALLOW = 'x-container-meta-access-control-allow-origin';
const KEYS = { 'x-container-meta-temp-url-key': 'k1', 'x-container-meta-temp-url-key-2': 'k2' };

function plan(headers: Record<string, string>, origins: readonly string[] = ORIGINS): SetupPlan {
  return planSetup('box', { kind: 'present', headers: new Headers(headers) }, origins, NOW);
}

describe('the set-up of a container', () => {
  it('makes one, with two keys of 256 bits and CORS, and names no key', () => {
    const { steps, headers } = planSetup('box', { kind: 'absent' }, ORIGINS, NOW);
    const keys = Object.keys(KEYS).map((name) => headers[name] ?? '');
    for (const key of keys) {
      assert.equal(Buffer.from(key, 'base64url').length, 32);
      assert.ok(!steps.join().includes(key));
    }
    assert.equal(new Set(keys).size, 2);
    assert.equal(headers[ALLOW], 'https://a.example https://b.example');
    assert.equal(steps.length, 5);
  });

  it('finds nothing to do where it has been', () => {
    const { headers } = planSetup('box', { kind: 'absent' }, ORIGINS, NOW);
    assert.deepEqual(plan(headers), { steps: [], headers: {} });
  });

  it('keeps keys, other origins, and what is exposed', () => {
    const expose = 'x-container-meta-access-control-expose-headers';
    const { headers } = plan({ ...KEYS, [ALLOW]: 'https://c.example', [expose]: 'X-Foo' });
    assert.equal(headers[ALLOW], 'https://c.example https://a.example https://b.example');
    assert.equal(headers[expose], 'X-Foo ETag');
    assert.ok(!Object.keys(headers).some((name) => name in KEYS));
  });

  it('drops origins that can never match, and leaves a star alone', () => {
    const commas = 'https://a.example,https://b.example, https://c.example/';
    assert.equal(plan({ [ALLOW]: commas }).headers[ALLOW], ORIGINS.join(' '));
    assert.equal(plan({ [ALLOW]: '*' }).headers[ALLOW], undefined);
  });

  it('leaves CORS alone where no page is named', () => {
    assert.deepEqual(plan({ ...KEYS, [ALLOW]: 'junk' }, []).steps, []);
  });
});
