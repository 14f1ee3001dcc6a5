/**
 * `pnpm bench [--sink counting|md5|swift] [--link gigabit|lossy] [--work word] [--only word] [--rounds n] [--once word]
 * [--limit seconds] [--slow times] [--json file]`: see the README.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { bench } from './bench.js';
import { chooseContenders } from './contenders.js';
import { chooseLink } from './link/links.js';
import { farEnd, runOverLink } from './link/over-link.js';
import { describe } from './report.js';
import type { SinkKind } from './sink.js';
import { chooseWorks } from './works.js';

const SINKS: readonly SinkKind[] = ['counting', 'md5', 'swift'];

const { values } = parseArgs({
  options: {
    sink: { type: 'string', default: 'counting' },
    link: { type: 'string' },
    work: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string', default: '5' },
    once: { type: 'string', multiple: true, default: [] },
    limit: { type: 'string', default: '300' },
    slow: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const sink = SINKS.find((kind) => kind === values.sink);
if (!sink) throw new Error(`--sink is one of ${SINKS.join(', ')}, not "${values.sink}"`);
const rounds = count('rounds');
const limit = count('limit');
const slow = count('slow');
const link = values.link === undefined ? undefined : chooseLink(values.link);
if (link && sink === 'swift') throw new Error('The lab Swift listens on loopback: no --link.');

const options = {
  sink,
  works: chooseWorks(values.work),
  contenders: chooseContenders(values.only),
  rounds,
  limit,
  slow,
  once: values.once.length > 0 ? chooseContenders(values.once) : [],
  tell: (line: string) => {
    console.error(line);
  },
};
const place = farEnd();
if (link && !place) process.exitCode = await runOverLink(link);
else {
  const series = await bench({ ...options, ...(place && { place }) });
  for (const one of series) console.log(describe(one));
  if (values.json !== undefined) await writeFile(values.json, JSON.stringify(series, undefined, 1));
}

function count(option: 'rounds' | 'limit' | 'slow'): number {
  const value = Number(values[option]);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${option} is a whole number from 1 on, not "${values[option]}"`);
}
