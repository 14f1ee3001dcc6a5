/**
 * Runs contenders through works, interleaved with the base case, so that what the machine does to one of them it does to
 * its neighbours.
 *
 * @module
 */
import { serveSite, type Site } from './bundle.js';
import { BASE, whyNot, type Entry } from './contenders.js';
import { here, type Place } from './place.js';
import { runCurl } from './run-command.js';
import { runPage } from './run-page.js';
import type { Run, RunPlan } from './run.js';
import { startSigner } from './signer.js';
import { startSink, type SinkKind } from './sink.js';
import { makeFiles } from './work-files.js';
import type { Work } from './works.js';

/** What is measured. */
export interface BenchOptions {
  readonly sink: SinkKind;
  readonly works: readonly Work[];
  readonly contenders: readonly Entry[];
  /** How often each contender runs. */
  readonly rounds: number;
  /** Those that run only in the first round, as they take so long. */
  readonly once?: readonly Entry[];
  /** Seconds after which a page is given up; it is not tried again. */
  readonly limit?: number;
  /** How many times slower the page's processor is: 4 is about a phone. */
  readonly slow?: number;
  /** Where sink and signer are. */
  readonly place?: Place;
  /** Takes a line after each run. */
  readonly tell: (line: string) => void;
}

const LIMIT = 300;

/** All runs of one work into one sink, in the order in which they were made. */
export interface Series {
  readonly work: Work;
  readonly sink: SinkKind;
  readonly runs: readonly Run[];
  /** Why a contender has no run here. */
  readonly failures: Readonly<Record<string, string>>;
}

/** Measures everything. */
export async function bench(options: BenchOptions): Promise<readonly Series[]> {
  await using stack = new AsyncDisposableStack();
  const { sink: kind, contenders, works, limit = LIMIT, slow = 1, place = here } = options;
  const sink = stack.use(await startSink(kind, place));
  const site = stack.use(await serveSite(contenders.filter((it) => it.kind === 'page')));
  const signer = stack.use(await startSigner(sink.storage, site.origin, place));
  const target = { ...sink.target, signer: signer.endpoint, etags: site.etags };
  const all: Series[] = [];
  for (const work of works) {
    await using files = await makeFiles(work);
    await sink.expect(files.etags);
    site.tellEtags(files.etags);
    const plan = { paths: files.paths, target, sink, limit, slow };
    all.push({ work, sink: kind, ...(await runAll(work, plan, site, options)) });
  }
  return all;
}

type Results = Pick<Series, 'runs' | 'failures'>;

async function runAll(
  work: Work,
  plan: Omit<RunPlan, 'name'>,
  site: Site,
  options: BenchOptions,
): Promise<Results> {
  const runs: Run[] = [];
  const failures: Record<string, string> = {};
  for (const entry of order(options)) {
    const { name } = entry;
    if (name in failures) continue;
    const says = (what: string): void => {
      options.tell(`${work.name} · ${options.sink} · ${name}${what}`);
    };
    try {
      const reason = whyNot(entry, options.sink);
      if (reason !== undefined) throw new Error(reason);
      const run = await runOnce(entry, { ...plan, name }, site);
      site.assertServed();
      assertArrived(run, work);
      runs.push(run);
      says(`: ${run.wall.toFixed(2)} s`);
    } catch (error) {
      failures[name] = error instanceof Error ? error.message : String(error);
      says(` has no time: ${failures[name]}`);
    }
  }
  return { runs, failures };
}

function runOnce(entry: Entry, plan: RunPlan, site: Site): Promise<Run> {
  return entry.kind === 'page' ? runPage(site.urlOf(entry), plan) : runCurl(plan);
}

/** In every round the base case first, last and after every two others: each run has one beside it. */
function order({ contenders, rounds, once = [] }: BenchOptions): readonly Entry[] {
  const base = contenders.filter(({ name }) => name === BASE);
  const others = contenders.filter(({ name }) => name !== BASE);
  return Array.from({ length: rounds }, (_, round) => {
    const now = others.filter((entry) => round === 0 || !once.includes(entry));
    const mixed = now.flatMap((entry, index) => (index % 2 === 0 ? [...base, entry] : [entry]));
    return [...mixed, ...base];
  }).flat();
}

/** A contender that says it is done before storage has the bytes is not faster. */
function assertArrived({ bytes }: Run, { count, size }: Work): void {
  if (bytes < count * size) {
    throw new Error(`${bytes} of ${count * size} bytes had arrived when it said that it was done`);
  }
}
