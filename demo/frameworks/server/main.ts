/**
 * `pnpm --filter frameworks start`: builds the examples and serves them until Ctrl-C. Words choose examples.
 *
 * @module
 */
import { once } from 'node:events';
import { buildExample, checkExample } from './build.js';
import { exampleNamed, examples } from './examples.js';
import { startSite } from './site.js';

const words = process.argv.slice(2);
for (const example of words.length > 0 ? words.map(exampleNamed) : examples) {
  for (const step of [checkExample, buildExample]) {
    const { ok, output } = await step(example);
    if (!ok) throw new Error(`${example.name}: ${output}`);
  }
}
const site = await startSite(Number(process.env['PORT'] ?? 5180));
console.log(`Examples: ${site.origin}/`);
await once(process, 'SIGINT');
await site.close();
