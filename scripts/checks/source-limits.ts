/**
 * How large and how well explained the source is: no file over 260 lines, no rule about types switched off, and a share of
 * comments per package that does not sink.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { repositoryFiles, root } from './check.ts';
import type { Check } from './check.ts';

const MOST_LINES = 260;
/** Lines that are comments, of all lines that are not blank; per package, tests not counted. */
const LEAST_COMMENTS = 0.15;

/** ESLint forbids `any` and `@ts-ignore`; this forbids telling it not to. */
const silenced = /eslint-disable[^\n]*(?:no-explicit-any|no-unsafe-|ban-ts-comment)/;

export const sourceLimits: Check = {
  name: 'source-limits',
  mend: 'split the file by concept, explain what it does, or give the value its real type',
  async run(note) {
    const problems: string[] = [];
    const shares = new Map<string, { comments: number; lines: number }>();
    // Compiled locales are texts: `pnpm check locales` looks after them.
    for (const file of await repositoryFiles(
      ':(glob)packages/*/src/**/*.ts',
      ':!packages/widget/src/locales',
      ':(glob)demo/**/*.ts',
    )) {
      const text = await readFile(`${root}${file}`, 'utf8');
      const isTest = /\.test\.ts$|\/testing\//.test(file);
      const lines = text.trimEnd().split('\n');
      if (!isTest && lines.length > MOST_LINES) {
        problems.push(`${file} has ${lines.length} lines; ${MOST_LINES} is the most`);
      }
      if (silenced.test(text)) problems.push(`${file} silences a rule about types`);
      if (isTest) continue;
      const { comments, code } = count(lines);
      const place = file
        .split('/')
        .slice(0, file.startsWith('demo') ? 1 : 2)
        .join('/');
      const share = shares.get(place) ?? { comments: 0, lines: 0 };
      shares.set(place, {
        comments: share.comments + comments,
        lines: share.lines + comments + code,
      });
    }
    for (const [place, { comments, lines }] of shares) {
      const percent = Math.round((100 * comments) / lines);
      note(`${place}: ${lines} lines, ${percent} % comments`);
      if (comments / lines < LEAST_COMMENTS) {
        problems.push(`${place}: only ${percent} % of the lines say why`);
      }
    }
    return problems;
  },
};

/** Lines that are comments only, and the other lines that are not blank. */
function count(lines: readonly string[]): { comments: number; code: number } {
  let comments = 0;
  let code = 0;
  let open = false;
  for (const line of lines.map((each) => each.trim())) {
    if (line === '') continue;
    if (open || line.startsWith('//') || line.startsWith('/*')) {
      comments++;
      if (open || line.startsWith('/*')) open = !line.includes('*/');
    } else {
      code++;
    }
  }
  return { comments, code };
}
