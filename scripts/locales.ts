/**
 * `node scripts/locales.ts`: compiles the catalogues in `packages/widget/locales/` to modules in
 * `packages/widget/src/locales/`. Part of `pnpm build`; `pnpm check locales` tells when it was forgotten. The modules are
 * kept in the repository, so that whoever compiles or tests from source needs no step before.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { compiledLocales } from './locales/compile.ts';

for (const { path, text } of await compiledLocales()) await writeFile(path, text);
