/**
 * Links in Markdown lead to a file that exists, and their `#fragment` to a heading in it: relative ones, and those to this repository by
 * its address, which the READMEs of packages use because they are read without the repository.
 *
 * @module
 */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { repositoryFiles, repositoryUrl, root } from './check.ts';
import type { Check } from './check.ts';

/** Where the files of this repository are on the web. */
const BLOB = `${repositoryUrl}/blob/main/`;

export const links: Check = {
  name: 'links',
  mend: 'correct the link, or the heading it names',
  async run() {
    const problems: string[] = [];
    for (const file of await repositoryFiles('*.md')) {
      for (const target of linksIn(await prose(join(root, file)))) {
        const problem = await follow(file, target);
        if (problem) problems.push(`${file}: ${target}: ${problem}`);
      }
    }
    return problems;
  },
};

async function follow(file: string, target: string): Promise<string | undefined> {
  const [path = '', fragment] = decodeURI(target).split('#');
  const goal = goalOf(file, path);
  const found = await stat(goal).catch(() => undefined);
  if (!found) return `there is no ${relative(root, goal)}`;
  if (fragment === undefined || !goal.endsWith('.md')) return undefined;
  return headings(await prose(goal)).includes(fragment) ? undefined : 'there is no such heading';
}

function goalOf(file: string, path: string): string {
  if (path === '') return join(root, file);
  if (path.startsWith(BLOB)) return join(root, path.slice(BLOB.length));
  return join(root, dirname(file), path);
}

/** A Markdown file without its code, which may well contain what looks like a link. */
async function prose(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  return text.replaceAll(/^(```|~~~)[\s\S]*?^\1.*$/gm, '').replaceAll(/`[^`\n]*`/g, (code) =>
    // Headings may contain code, links not.
    code.replaceAll(/[[\]()<>]/g, ''),
  );
}

function linksIn(text: string): readonly string[] {
  const inline = [...text.matchAll(/\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)];
  const images = [...text.matchAll(/<(?:img|source|a)\b[^>]*?\b(?:src|srcset|href)="([^"]+)"/g)];
  return [...inline, ...references, ...images]
    .map(([, target = '']) => target)
    .filter((target) => target.startsWith(BLOB) || !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target));
}

/** Headings as GitHub turns them into ids: lower case, punctuation dropped, spaces to hyphens, `-1` for the second. */
function headings(text: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, title = '']) => {
    const id = title
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    return count === 0 ? id : `${id}-${count}`;
  });
}
