import { expect } from '@open-wc/testing';
import { allowsWasm, mayCompileWasm } from './wasm-permission.js';

const never = new AbortController().signal;

describe('allowsWasm', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ["script-src 'self'", false],
    ["script-src 'self' 'wasm-unsafe-eval'", true],
    ["script-src 'self' 'WASM-unsafe-eval'", true],
    ["script-src 'unsafe-eval'", true],
    ["default-src 'none'", false],
    ["default-src 'self' 'wasm-unsafe-eval'", true],
    ["default-src 'wasm-unsafe-eval'; script-src 'self'", false],
    ["DEFAULT-SRC 'none';  Script-Src   'self'   'wasm-unsafe-eval' ;", true],
    ["script-src 'self'; script-src 'wasm-unsafe-eval'", false],
    ["script-src 'wasm-unsafe-eval', script-src 'self'", false],
    ["script-src-elem 'self'", true],
    ["img-src 'self'", true],
    ['', true],
  ];
  for (const [policy, allowed] of cases) {
    it(`${allowed ? 'yes' : 'no'}: ${policy || '(empty)'}`, () => {
      expect(allowsWasm(new Headers({ 'content-security-policy': policy }))).to.equal(allowed);
    });
  }

  it('without a policy', () => {
    expect(allowsWasm(new Headers())).to.equal(true);
  });

  it('not where a policy on trial would report it', () => {
    const headers = { 'content-security-policy-report-only': "script-src 'self'" };
    expect(allowsWasm(new Headers(headers))).to.equal(false);
  });
});

describe('mayCompileWasm', () => {
  it('reads the policy of the script', async () => {
    // The test server sends none.
    expect(await mayCompileWasm(import.meta.url, never)).to.equal(true);
  });

  it('does not guess where nothing can be read', async () => {
    expect(await mayCompileWasm('blob:https://page.example/1', never)).to.equal(false);
    expect(await mayCompileWasm(new URL('./nowhere.js', import.meta.url).href, never)).to.equal(
      false,
    );
    expect(await mayCompileWasm('http://127.0.0.1:1/worker.js', never)).to.equal(false);
  });
});
