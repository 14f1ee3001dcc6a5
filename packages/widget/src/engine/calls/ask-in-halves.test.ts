import { expect } from '@open-wc/testing';
import { UploadError } from '../errors.js';
import { askInHalves } from './ask-in-halves.js';

const refusal = new UploadError('signer-refused', 'a name is too long', { status: 400 });
const numbers = Array.from({ length: 1000 }, (_, index) => index);

function signer(isBad: (item: number) => boolean, error: Error = refusal) {
  const calls: number[] = [];
  const ask = (items: readonly number[]): Promise<readonly { grant: number }[]> => {
    calls.push(items.length);
    if (items.some(isBad)) return Promise.reject(error);
    return Promise.resolve(items.map((grant) => ({ grant })));
  };
  return { calls, ask };
}

describe('askInHalves', () => {
  it('asks once where nothing is wrong', async () => {
    const { calls, ask } = signer(() => false);
    expect(await askInHalves(numbers, ask)).to.have.length(1000);
    expect(calls).to.deep.equal([1000]);
  });

  it('refuses only what is bad, in the order asked', async () => {
    const { calls, ask } = signer((item) => item === 3 || item === 700);
    const answers = await askInHalves(numbers, ask);
    const expected = numbers.map((item) =>
      item === 3 || item === 700 ? { error: refusal } : { grant: item },
    );
    expect(answers).to.deep.equal(expected);
    expect(calls.length).to.be.lessThan(64);
  });

  it('makes no flood of calls where everything is refused', async () => {
    const { calls, ask } = signer(() => true);
    const answers = await askInHalves(numbers, ask);
    expect(answers).to.have.length(1000);
    expect(answers.every((answer) => 'error' in answer)).to.equal(true);
    expect(calls.length).to.be.lessThan(90);
  });

  for (const status of [401, 403, 404, 429]) {
    it(`does not ask again after ${status}: that is not about one file`, async () => {
      const error = new UploadError('signer-refused', 'no', { status });
      const { calls, ask } = signer(() => true, error);
      expect(await askInHalves(numbers, ask).catch((it: unknown) => it)).to.equal(error);
      expect(calls).to.deep.equal([1000]);
    });
  }
});
