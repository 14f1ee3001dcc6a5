/**
 * `node scripts/media-types.ts`: writes the table of types and extensions in `packages/accept`. Run it after an update of
 * `mime-types`; `pnpm check media-types` tells when it was forgotten.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { rowsPath, rowsSource } from './media-types/rows.ts';

await writeFile(rowsPath, rowsSource());
