/** docs/openapi.json, and the table of docs/protocol.md, are those of the signer that there is. @module */
import { renderDocuments } from '../openapi/document.ts';
import type { Check } from './check.ts';

export const openapi: Check = {
  name: 'openapi',
  mend: 'run `pnpm reference`',
  async run() {
    return (await renderDocuments()).flatMap(({ file, present, wanted }) => {
      if (present === wanted) return [];
      const lines = new Set(present.split('\n'));
      const stale = wanted.split('\n').filter((line) => !lines.has(line));
      return [`${file} is not what the signer says`, ...stale.slice(0, 20)];
    });
  },
};
