import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readConfig } from './config.js';
import { SETTINGS } from './settings.js';
import { serve } from '../http/serve.js';
import { swift } from '../storage/swift/swift.js';
import { testSigner } from '../testing/harness.js';
import { memorySwift } from '../testing/memory-swift.js';

const SECRETS = [
  'hunter2-correct-horse',
  '{"hunter2":"hunter2-horse"',
  'hunter2/"horse" hunter2-battery,hunter2.x',
];

/** What the start says of an environment. */
function faultsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

for (const name of Object.keys(SETTINGS)) {
  it(`a secret in ${name} is not said back`, () => {
    for (const secret of SECRETS) {
      for (const env of [{ [name]: secret }, { [name]: secret, STORAGE: 's3', AUTH: 'jwt' }]) {
        assert.doesNotMatch(faultsOf(env), /hunter2/);
      }
    }
  });
}

it('a secret in HOST is not said back by the system either', async () => {
  const { signer } = testSigner(swift(memorySwift().options), {
    authorize: () => Promise.resolve({ subject: 'a' }),
  });
  await assert.rejects(serve(signer, { port: 0, host: 'hunter2.invalid' }), (error: Error) => {
    assert.doesNotMatch(error.message, /hunter2/);
    return /check HOST and PORT/.test(error.message);
  });
});
