/**
 * The published results as a document.
 *
 * @module
 */
import { contenders } from '../contenders.js';
import { signerTable } from '../mint/table.js';
import { table } from '../report.js';
import { sizeTable } from '../sizes/table.js';
import type { Results, Taken } from './results.js';
import { commandOf, sections, type Section } from './sections.js';
import { judge, seriesOf, wallOf, type Target } from './targets.js';

const HEAD = `<!-- Written by \`pnpm bench:report\` from benchmarks.json: do not edit. -->

# Benchmarks

direct-upload beside the bare browser and its peers, measured in one run on one machine. \`pnpm bench:publish\` does all of it again and writes this page; each table
names the command that makes it alone. How it is measured, and what is fair about it, stands in [test/bench](../test/bench/README.md).

Compare ratios, not seconds: *× bare XHR* is to the runs of a bare \`XMLHttpRequest\` of the same files just before and after, which neither signs, verifies nor shows
anything. direct-upload signs, verifies and completes every file; peers are not asked to sign, and only Active Storage verifies. All else are medians.
`;

/** Markdown, not yet formatted. */
export function describeResults(results: Results): string {
  return [
    HEAD,
    '## Asked and measured\n',
    targetTable(judge(results)),
    '\n## Where somebody else is faster\n',
    slowerThan(results),
    '\n## Measured with\n',
    environment(results),
    ...sections.map((section) => describeSection(section, results.taken[section.id])),
  ].join('\n');
}

function targetTable(targets: readonly Target[]): string {
  const rows = targets.map(({ asked, limit, unit, measured }) => {
    const shown = (value: number): string =>
      unit === '×' ? value.toFixed(2) : unit === 'MB' ? `${value.toFixed(0)} MB` : String(value);
    const met = measured === undefined ? '' : measured <= limit ? 'yes' : '**no**';
    const found = measured === undefined ? 'not measured yet' : shown(measured);
    return `| ${asked} | ${shown(limit)} | ${found} | ${met} |`;
  });
  return ['| | at most | measured | met |', '| --- | --: | --: | --- |', ...rows].join('\n');
}

/** Everybody who had the last file stored before the element had. */
function slowerThan(results: Results): string {
  const lines = sections.flatMap(({ id, title }) =>
    seriesOf(results, id).flatMap((series) => {
      const own = wallOf(series, 'direct-upload, element');
      if (own === undefined) return [];
      const faster = contenders.flatMap(({ name, verifies }) => {
        const wall = wallOf(series, name);
        if (wall === undefined || wall >= own || name.startsWith('direct-upload')) return [];
        return `${name} (${(wall / own).toFixed(2)} of the element's time${verifies ? '' : ', nothing verified'})`;
      });
      return faster.length > 0 ? [`- ${title}, ${series.work.name}: ${faster.join('; ')}.`] : [];
    }),
  );
  return lines.length > 0 ? lines.join('\n') : 'Nobody, in what is measured here.';
}

function environment({ environment: { machine, commit, versions }, taken }: Results): string {
  if (Object.keys(taken).length === 0) return 'Nothing yet.';
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${machine}; commit ${commit}. ${list.join(' · ')}.`;
}

function describeSection(section: Section, taken: Taken | undefined): string {
  const { title, note } = section;
  const command = ['```sh', taken?.command ?? commandOf(section), '```'].join('\n');
  const result = taken
    ? [`Measured ${taken.date.replace('T', ' ')} UTC, in ${taken.seconds} s.`, findings(taken)]
    : ['Not measured yet.'];
  return [`\n## ${title}`, ...(note === '' ? [] : [note]), command, ...result].join('\n\n');
}

function findings(taken: Taken): string {
  if (taken.script === 'bench:sizes') return sizeTable(taken.sizes);
  if (taken.script === 'bench:signer') return signerTable(taken.signer);
  if (taken.series.length === 1) return taken.series.map(table).join('\n');
  return taken.series.map((series) => `### ${series.work.name}\n\n${table(series)}`).join('\n');
}
