/**
 * What is published: each section is one command that anybody can run alone.
 *
 * @module
 */

/** One of them. */
export interface Section {
  /** Its name on the command line. */
  readonly id: string;
  readonly title: string;
  /** What one has to know to read the tables. */
  readonly note: string;
  /** The script in package.json, and its arguments. */
  readonly script: 'bench' | 'bench:signer' | 'bench:sizes';
  readonly args: readonly string[];
}

/** Who takes so long, or says so little between rounds, that one round is enough. */
const SLOW = [
  'bare fetch',
  'slice',
  'curl',
  'single PUT',
  'multipart',
  'Active',
  'tus',
  'FilePond',
  'UpChunk',
];
/** For many files, beside element, engine and the fastest of the peers with a list of their own. */
const REST = ['vaadin', 'FilePond', 'tus', 'UpChunk', 'Active', 'curl'];
const FEW = ['element', 'engine', 'Dashboard', ...REST];

function each(option: string, words: readonly string[]): readonly string[] {
  return words.flatMap((word) => [option, word]);
}

function bench(...args: readonly (string | readonly string[])[]): Pick<Section, 'script' | 'args'> {
  return { script: 'bench', args: args.flat() };
}

/** In the order of the document, which is the order in which they are measured. */
export const sections: readonly Section[] = [
  {
    id: 'large',
    title: 'One file of 1 GiB, storage drains at once',
    note: 'A bare request sends the `File`, which Chromium’s network process reads by itself. Parts are slices, which come to it from another process, and are read once more to be hashed: what that costs depends on the machine, and here all of it shares two processors.',
    ...bench('--work', '1 GiB', '--rounds', '3', each('--once', SLOW)),
  },
  {
    id: 'large-md5',
    title: 'One file of 1 GiB, storage hashes what it takes',
    note: 'As real storage does. Browser, storage and verification share the processors of one machine here, so hashing cannot hide.',
    ...bench(
      ...['--sink', 'md5', '--work', '1 GiB', '--rounds', '3'],
      each('--only', ['element', 'engine', 'Dashboard', 'vaadin', 'tus', 'Active', 'curl']),
      each('--once', ['engine', 'Dashboard', 'vaadin', 'tus', 'Active', 'curl']),
    ),
  },
  {
    id: 'large-swift',
    title: 'One file of 1 GiB, real OpenStack Swift',
    note: 'A whole Swift on this machine, on its disk, one replica. Every object is deleted after its run.',
    ...bench(
      ...['--sink', 'swift', '--work', '1 GiB', '--rounds', '3'],
      each('--only', ['element', 'Dashboard', 'Active', 'curl']),
      each('--once', ['Dashboard', 'Active', 'curl']),
    ),
  },
  {
    id: 'medium',
    title: 'One file of 100 MiB',
    note: '',
    ...bench(
      ...['--work', '100 MiB', '--rounds', '3'],
      each('--only', ['element', 'engine', 'Dashboard', 'vaadin', 'Active']),
      each('--once', ['engine', 'vaadin', 'Active']),
    ),
  },
  {
    id: 'many',
    title: '200 files of 1 MiB',
    note: 'With its own list on screen: the element, Uppy’s Dashboard, vaadin-upload, FilePond.',
    ...bench(
      ...['--work', '200 ×', '--rounds', '5', '--limit', '60'],
      each('--only', FEW),
      each('--once', ['engine', ...REST]),
    ),
  },
  {
    id: 'small',
    title: '1000 files of 10 KiB',
    note: 'With its own list on screen: the element, Uppy’s Dashboard, vaadin-upload, FilePond.',
    ...bench(
      ...['--work', '1000 ×', '--rounds', '5', '--limit', '30'],
      each('--only', FEW),
      each('--once', ['engine', ...REST]),
    ),
  },
  {
    id: 'gigabit',
    title: 'Verifying or not, over 1 Gbit/s',
    note: 'Two network namespaces with a token bucket between them. The same engine with a hasher that hashes nothing is the price of verification.',
    ...bench(
      ...['--link', 'gigabit', '--work', '1 GiB', '--rounds', '3'],
      each('--only', ['engine', 'not verifying']),
    ),
  },
  {
    id: 'lossy',
    title: 'Over a link with 20 ms round trip and 1 % loss',
    note: 'CUBIC, as browsers’ systems have it. A single connection cannot fill such a link; parts over several connections can.',
    ...bench(
      ...['--link', 'lossy', '--work', '32 MiB', '--work', '20 ×', '--rounds', '1'],
      each('--only', ['element', 'multipart']),
    ),
  },
  {
    id: 'memory',
    title: 'Memory for one file of 4 GiB',
    note: 'A sparse file. Growth of the JavaScript heap (garbage and all) and of the resident memory of the page’s process, from before the choice to the peak.',
    ...bench('--work', '4 GiB', '--rounds', '1', '--only', 'element'),
  },
  {
    id: 'signer',
    title: 'The signer',
    note: 'Grants beside the least that any server does: a bare `node:http` handler that parses the JSON and computes one HMAC. `wrk`, 32 connections.',
    script: 'bench:signer',
    args: ['--seconds', '3', '--rounds', '3'],
  },
  {
    id: 'sizes',
    title: 'What a page loads',
    note: 'gzip of the published packages, bundled and minified by esbuild; kB of 1000 bytes. *Later* is what comes with the first file: workers, and code imported on demand.',
    script: 'bench:sizes',
    args: [],
  },
];

/** As it is typed. */
export function commandOf({ script, args }: Section): string {
  const typed = args.map((arg) => (/^[\w-]+$/.test(arg) ? arg : `'${arg}'`));
  return ['pnpm', script, ...typed].join(' ');
}

/** Those of these names; all if there are none. */
export function chooseSections(ids: readonly string[]): readonly Section[] {
  const unknown = ids.filter((id) => !sections.some((section) => section.id === id));
  if (unknown.length > 0) {
    throw new Error(
      `There is no section ${unknown.join(', ')}: ${sections.map(({ id }) => id).join(', ')}`,
    );
  }
  return ids.length === 0 ? sections : sections.filter(({ id }) => ids.includes(id));
}
