/**
 * Part of `pnpm reference`: writes docs/openapi.json from the schemas and routes of the signer, and the table of problems in
 * docs/protocol.md.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { root } from './checks/check.ts';
import { renderDocuments } from './openapi/document.ts';

for (const { file, present, wanted } of await renderDocuments()) {
  if (present !== wanted) await writeFile(`${root}${file}`, wanted);
  console.log(`${file} ${present === wanted ? 'is up to date' : 'written'}`);
}
