/**
 * What a run found: the score of each file, and the mutants that lived, each with its explanation or without.
 *
 * @module
 */

/** What of Stryker's report is read (mutation-testing-elements' schema). Lines and columns count from 1. */
export interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>
  >;
}

interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** A change of the code that no test notices. */
export interface Survivor {
  /** From the root of the checkout. */
  readonly file: string;
  /** The line or lines where it is, without indentation. */
  readonly before: string;
  /** The same with the change. */
  readonly after: string;
}

/** A survivor that cannot be told from the code as it is, or only by what is no promise. */
export interface Explained extends Survivor {
  readonly why: string;
}

/** One file's figures. */
export interface JudgedFile {
  readonly path: string;
  readonly mutants: number;
  /** Noticed by a test, or by never ending. */
  readonly killed: number;
  readonly survived: number;
  /** Per cent of its mutants. */
  readonly score: number;
}

/** All that a run found. */
export interface Judged {
  readonly files: readonly JudgedFile[];
  readonly total: number;
  /** Per cent. */
  readonly score: number;
  readonly explained: readonly Explained[];
  readonly unexplained: readonly Survivor[];
  /** Explanations of what does not survive any more. */
  readonly stale: readonly Explained[];
}

const KILLED = ['Killed', 'Timeout'];
/** No test reaches it, or none of those that do notices it. */
const LIVING = ['Survived', 'NoCoverage'];

/** Holds a run against the explanations. */
export function judgeReport(report: Report, explanations: readonly Explained[]): Judged {
  const files = Object.entries(report.files).map(([path, { mutants }]) => {
    const count = (states: readonly string[]): number =>
      mutants.filter(({ status }) => states.includes(status)).length;
    return figures(path, count(KILLED), count(LIVING));
  });
  const survivors = Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => LIVING.includes(status))
      .map((mutant) => ({ file, ...changed(source, mutant) })),
  );
  const whole = figures('', sum(files, 'killed'), sum(files, 'survived'));
  return {
    files: files.sort((a, b) => a.path.localeCompare(b.path)),
    total: whole.mutants,
    score: whole.score,
    explained: explanations.filter((each) => survivors.some((one) => isSame(one, each))),
    unexplained: survivors.filter((one) => !explanations.some((each) => isSame(one, each))),
    stale: explanations.filter((each) => !survivors.some((one) => isSame(one, each))),
  };
}

function figures(path: string, killed: number, survived: number): JudgedFile {
  const mutants = killed + survived;
  return { path, mutants, killed, survived, score: mutants === 0 ? 100 : (100 * killed) / mutants };
}

function sum(files: readonly JudgedFile[], what: 'killed' | 'survived'): number {
  return files.reduce((total, file) => total + file[what], 0);
}

/** The lines of a mutant before and after, each as one. */
function changed(source: string, mutant: Mutant): { before: string; after: string } {
  const { start, end } = mutant.location;
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const head = (lines.at(0) ?? '').slice(0, start.column - 1);
  const tail = (lines.at(-1) ?? '').slice(end.column - 1);
  return {
    before: oneLine(lines.join('\n')),
    after: oneLine(head + (mutant.replacement ?? '') + tail),
  };
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}

function isSame(one: Survivor, other: Survivor): boolean {
  return one.file === other.file && one.before === other.before && one.after === other.after;
}
