/** No file names a directory that exists on its author's machine only. @module */
import { readFile } from 'node:fs/promises';
import { repositoryFiles, root } from './check.ts';
import type { Check } from './check.ts';

/** A home directory or a mount of one machine. The lookbehind lets URLs and longer paths pass. */
const machinePath = /(?<![\w.:/*}-])\/(?:home|Users|root|work|mnt|workspace)\/[\w.-]+/g;
const text = /\.(?:ts|js|json|md|sh|py|ya?ml|html|css|svg|txt)$|(?:^|\/)(?:run|LICENSE|\.[\w-]+)$/;

export const machinePaths: Check = {
  name: 'machine-paths',
  mend: 'make the path relative to the file or the repository, or a setting',
  async run() {
    const problems: string[] = [];
    for (const file of await repositoryFiles()) {
      if (!text.test(file)) continue;
      const lines = (await readFile(`${root}${file}`, 'utf8')).split('\n');
      for (const [index, line] of lines.entries()) {
        const found = line.match(machinePath);
        if (found) problems.push(`${file}:${index + 1}: ${found.join(', ')}`);
      }
    }
    return problems;
  },
};
