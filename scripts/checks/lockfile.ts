/**
 * The lockfile names packages, not the place they came from: the same file has to serve every registry and mirror.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { repositoryFiles, root } from './check.ts';
import type { Check } from './check.ts';

export const lockfile: Check = {
  name: 'lockfile',
  mend: 'keep `lockfileIncludeTarballUrl: false` and install again; registries belong into the user’s own .npmrc',
  async run() {
    const problems: string[] = [];
    const text = await readFile(`${root}pnpm-lock.yaml`, 'utf8');
    for (const [index, line] of text.split('\n').entries()) {
      // `deprecated:` quotes its package's author, who may well name a web page.
      if (/^\s+deprecated:/.test(line)) continue;
      if (/https?:\/\/|\btarball:/.test(line)) {
        problems.push(`pnpm-lock.yaml:${index + 1}: ${line.trim()}`);
      }
    }
    for (const file of await repositoryFiles('*.npmrc', 'package-lock.json', 'yarn.lock')) {
      problems.push(`${file} does not belong into the repository`);
    }
    return problems;
  },
};
