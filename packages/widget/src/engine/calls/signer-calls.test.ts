import { expect } from '@open-wc/testing';
import { createServerClock } from './clock.js';
import { UploadError } from '../errors.js';
import type { CreateResult, FileDeclaration, Problem } from '../protocol.js';
import { createSignerCalls } from './signer-calls.js';
import { fakeSigner, fakeStorage, impatient } from '../testing/fakes.js';

const never = new AbortController().signal;
const file: FileDeclaration = { name: 'a', size: 1, type: '' };

const problem = (code: Problem['code'], status: number): CreateResult => ({
  problem: { type: 'about:blank', title: code, status, code, detail: code },
});

/** A signer whose first calls answer so; then it grants. */
function answering(first: readonly (CreateResult | UploadError)[]): {
  readonly grant: () => Promise<unknown>;
  readonly calls: () => number;
} {
  const signer = fakeSigner({ storage: fakeStorage() });
  const queue = [...first];
  let calls = 0;
  const create: typeof signer.create = (files, signal) => {
    calls += 1;
    const next = queue.shift();
    if (next === undefined) return signer.create(files, signal);
    if (next instanceof UploadError) return Promise.reject(next);
    return Promise.resolve({ serverTime: new Date().toISOString(), results: [next] });
  };
  const { grant } = createSignerCalls({ ...signer, create }, createServerClock(), impatient);
  return { grant: () => grant(file, never, () => undefined), calls: () => calls };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof UploadError ? error.code : 'none';
}

describe('a grant', () => {
  it('is asked for again where the others of its call had used up the limit', async () => {
    const limited = problem('rate-limited', 429);
    const { grant, calls } = answering([limited, limited]);
    expect(await grant()).to.have.property('token');
    expect(calls()).to.equal(3);
  });

  it('is not asked for again where it was refused for good', async () => {
    const { grant, calls } = answering([problem('too-large', 422)]);
    expect(await codeOf(grant())).to.equal('too-large');
    expect(calls()).to.equal(1);
  });

  it('is not asked for more often than the policy says where the call itself fails', async () => {
    const down = new UploadError('signer-unavailable', '503');
    const { grant, calls } = answering(Array.from({ length: 100 }, () => down));
    expect(await codeOf(grant())).to.equal('signer-unavailable');
    expect(calls()).to.equal(impatient.attempts);
  });
});
