/**
 * What is mutated, and the tests that have to notice: the files on which the promises rest, and that are decided by logic
 * alone. What depends on storage, browsers or processes is tried by the suites with real ones.
 *
 * @module
 */
import { fileURLToPath } from 'node:url';

/** Of the checkout, with a slash at the end. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where runs leave their report, from the root. */
export const cache = 'test/mutation/.cache';

/** Files of one package, relative to its `src`. */
export interface Target {
  /** Of the package, from the root of the checkout. */
  readonly path: string;
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

export const signer: Target = {
  path: 'packages/signer-server',
  mutate: [
    'tokens/upload-token.ts',
    'tokens/canonical-jws.ts',
    'tokens/receipt.ts',
    'tokens/receipt-issuer.ts',
    'policy/policy.ts',
    'policy/policies.ts',
    'storage/plan.ts',
    'names/object-key.ts',
    'names/file-name.ts',
    'storage/swift/temp-url.ts',
    'names/part-name.ts',
    'names/object-name.ts',
    'storage/same-upload.ts',
  ],
  tests: [
    'tokens/upload-token.test.ts',
    'tokens/canonical-jws.test.ts',
    'tokens/receipt.test.ts',
    'tokens/receipt-rules.test.ts',
    'policy/policy.test.ts',
    'policy/policy-limits.test.ts',
    'policy/policies.test.ts',
    'storage/plan.test.ts',
    'names/object-key.test.ts',
    'names/file-name.test.ts',
    'storage/swift/temp-url.test.ts',
    'names/object-name.test.ts',
    'names/part-name.test.ts',
    'storage/same-upload.test.ts',
  ],
};

export const engine: Target = {
  path: 'packages/widget',
  mutate: [
    'engine/state.ts',
    'engine/sending/parts.ts',
    'engine/sending/cut.ts',
    'engine/sending/storage-answer.ts',
    'engine/flow/retry-after.ts',
    'engine/sending/part-urls.ts',
  ],
  tests: [
    'engine/state.test.ts',
    'engine/sending/parts.test.ts',
    'engine/sending/cut.test.ts',
    'engine/sending/storage-answer.test.ts',
    'engine/flow/retry-after.test.ts',
    'engine/sending/part-urls.test.ts',
  ],
};

export const targets: readonly Target[] = [signer, engine];

/** Files that are mutated, from the root. */
export const mutated = targets.flatMap(({ path, mutate }) =>
  mutate.map((file) => `${path}/src/${file}`),
);
