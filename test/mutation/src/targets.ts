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
    'upload-token.ts',
    'canonical-jws.ts',
    'receipt.ts',
    'receipt-issuer.ts',
    'policy.ts',
    'policies.ts',
    'plan.ts',
    'object-key.ts',
    'file-name.ts',
    'storage/temp-url.ts',
    'storage/part-name.ts',
    'storage/object-name.ts',
    'storage/same-upload.ts',
  ],
  tests: [
    'upload-token.test.ts',
    'canonical-jws.test.ts',
    'receipt.test.ts',
    'receipt-rules.test.ts',
    'policy.test.ts',
    'policy-limits.test.ts',
    'policies.test.ts',
    'plan.test.ts',
    'object-key.test.ts',
    'file-name.test.ts',
    'storage/temp-url.test.ts',
    'storage/object-name.test.ts',
    'storage/part-name.test.ts',
    'storage/same-upload.test.ts',
  ],
};

export const engine: Target = {
  path: 'packages/widget',
  mutate: [
    'engine/state.ts',
    'engine/parts.ts',
    'engine/cut.ts',
    'engine/storage-answer.ts',
    'engine/retry-after.ts',
    'engine/part-urls.ts',
  ],
  tests: [
    'engine/state.test.ts',
    'engine/parts.test.ts',
    'engine/cut.test.ts',
    'engine/storage-answer.test.ts',
    'engine/retry-after.test.ts',
    'engine/part-urls.test.ts',
  ],
};

export const targets: readonly Target[] = [signer, engine];

/** Files that are mutated, from the root. */
export const mutated = targets.flatMap(({ path, mutate }) =>
  mutate.map((file) => `${path}/src/${file}`),
);
