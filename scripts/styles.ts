/**
 * Takes the white space out of the compiled style sheets, in place: no bundler looks into a template literal, and every
 * page would load it. Run by `pnpm build`; a second run changes nothing.
 *
 * @module
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { transform } from 'esbuild';
import { root } from './checks/check.ts';

const styles = `${root}packages/widget/dist/styles/`;

for (const name of await readdir(styles)) {
  if (!name.endsWith('.styles.js')) continue;
  const text = await readFile(`${styles}${name}`, 'utf8');
  const small = await smaller(text);
  if (small !== text) await writeFile(`${styles}${name}`, small);
}

/** Each sheet on its own line, as it was one template; one that is put together from others has nothing to lose. */
async function smaller(text: string): Promise<string> {
  const [start = '', ...rest] = text.split(/(?<=\bcss\s*)`/);
  const pieces = await Promise.all(
    rest.map(async (piece) => {
      const end = piece.indexOf('`');
      const sheet = piece.slice(0, end);
      // In a template a backslash is written twice: not for a parser of style sheets.
      if (/\$\{|\\/.test(sheet)) return `\`${piece}`;
      // As UTF-8: escaped, as esbuild writes it otherwise, `·` would be `\b7`, in a template a backspace and a seven.
      const { code } = await transform(sheet, { loader: 'css', minify: true, charset: 'utf8' });
      if (code.includes('\\')) throw new Error(`${sheet}: has to be escaped to be made smaller`);
      return `\`${code.trim()}${piece.slice(end)}`;
    }),
  );
  return start + pieces.join('');
}
