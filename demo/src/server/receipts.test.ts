import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createIssuer } from '../testing/issuer.js';
import { tampered } from '../testing/upload.js';
import { checkReceipts } from './receipts.js';

const issuer = createIssuer();
const rules = { jwks: issuer.jwks, audience: 'app', subject: 'ada' };

/** The verdicts, in order. */
async function verdicts(...receipts: string[]): Promise<string[]> {
  const checked = await checkReceipts(receipts, rules);
  return checked.map((receipt) => (receipt.verdict === 'refused' ? receipt.reason : 'verified'));
}

describe('checkReceipts', () => {
  test('takes a good one, with its claims', async () => {
    const [checked] = await checkReceipts([issuer.issue()], rules);
    assert.equal(checked?.verdict, 'verified');
    assert.equal(checked.claims.upload.name, 'sunset.png');
  });

  test('takes several, in order, and refuses the bad one alone', async () => {
    const [first, bad, last] = await verdicts(
      issuer.issue({ jti: 'a' }),
      tampered(issuer.issue({ jti: 'b' })),
      issuer.issue({ jti: 'c' }),
    );
    assert.deepEqual([first, last], ['verified', 'verified']);
    assert.match(bad ?? '', /changed|another key/);
  });

  test('refuses what another key signed', async () => {
    assert.match((await verdicts(createIssuer().issue()))[0] ?? '', /changed|another key/);
  });

  test('refuses one for another application, one that is over, one of somebody else', async () => {
    assert.match((await verdicts(issuer.issue({ aud: 'shop' })))[0] ?? '', /another application/);
    assert.match((await verdicts(issuer.issue({ exp: 1000 })))[0] ?? '', /over/);
    assert.match((await verdicts(issuer.issue({ sub: 'eve' })))[0] ?? '', /somebody else/);
  });

  test('counts an upload once, also if its receipt was issued again', async () => {
    const again = issuer.issue({ exp: Math.floor(Date.now() / 1000) + 7200 });
    const [first, second] = await verdicts(issuer.issue(), again);
    assert.equal(first, 'verified');
    assert.match(second ?? '', /already in this form/);
  });

  test('a fault of the key set is thrown, not blamed on the receipt', async () => {
    const broken = { ...rules, jwks: { keys: 'none' } as unknown as typeof rules.jwks };
    await assert.rejects(checkReceipts([issuer.issue()], broken));
  });
});
