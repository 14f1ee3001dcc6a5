/**
 * `node scripts/receipts.ts [file]`: writes `docs/receipts/vectors.json`. Part of `pnpm reference`; the suite `receipts` tells when
 * it was forgotten.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { vectorsFile } from './receipts/vectors.ts';

const kept = new URL('../docs/receipts/vectors.json', import.meta.url);
await writeFile(process.argv[2] ?? kept, vectorsFile());
