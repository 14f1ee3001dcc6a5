/**
 * What is in a packed package speaks for itself: links, source maps and package.json lead to something also where the repository is not.
 *
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryUrl } from './check.ts';

/** Fields that registries show, and what they must begin with. */
const METADATA: Readonly<Record<string, string>> = {
  description: '',
  homepage: repositoryUrl,
  bugs: repositoryUrl,
  license: 'MIT',
};

interface Manifest {
  readonly engines?: { readonly node?: string };
  readonly keywords?: readonly string[];
  readonly repository?: { readonly url?: string };
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The lowest Node that every package runs on; `README.md` and the suite `bundlers` name it too. */
const NODE = '>=22.12';

/** What is wrong with the package that was unpacked here. */
export async function selfContained(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory, { recursive: true });
  const files = new Set(names.map((name) => name.replaceAll('\\', '/')));
  const manifest = await readFile(join(directory, 'package.json'), 'utf8');
  const readme = await readFile(join(directory, 'README.md'), 'utf8');
  return [
    ...metadataProblems(JSON.parse(manifest) as Manifest),
    ...outwardLinks(readme, files),
    ...(await openMaps(directory, files)),
  ];
}

function metadataProblems(manifest: Manifest): readonly string[] {
  const fields = manifest as Readonly<Record<string, unknown>>;
  const wrong = Object.entries(METADATA)
    .filter(([field, start]) => {
      const value = fields[field];
      return typeof value !== 'string' || value === '' || !value.startsWith(start);
    })
    .map(([field]) => field);
  if (!manifest.keywords?.length) wrong.push('keywords');
  if (manifest.repository?.url !== `git+${repositoryUrl}.git`) wrong.push('repository');
  if (manifest.engines?.node !== NODE) wrong.push(`engines.node (${NODE} in every package)`);
  // Peers are here for types alone: npm refuses to install beside another version, optional or not.
  const narrow = Object.entries(manifest.peerDependencies ?? {}).filter(
    ([, range]) => range !== '*',
  );
  return [
    ...wrong.map((field) => `package.json: ${field} is missing or wrong`),
    ...narrow.map(([peer, range]) => `package.json: peer ${peer} must be "*", not "${range}"`),
  ];
}

/** The README is read on registries, where nothing of the repository is beside it. */
function outwardLinks(readme: string, files: ReadonlySet<string>): readonly string[] {
  const prose = readme.replaceAll(/^(```|~~~)[\s\S]*?^\1.*$/gm, '');
  return [...prose.matchAll(/\]\(\s*<?([^\s)>]+)>?[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(?:https?:|mailto:|#)/.test(target))
    .filter((target) => !files.has(target.replace(/^\.\//, '').replace(/#.*$/, '')))
    .map(
      (target) => `README.md: ${target} is not in the package: write ${repositoryUrl}/blob/main/…`,
    );
}

/** A map without the source in it names a file that bundlers look for, and warn about once each. */
async function openMaps(directory: string, files: ReadonlySet<string>): Promise<readonly string[]> {
  const maps = [...files].filter((file) => file.endsWith('.map'));
  const texts = await Promise.all(maps.map((file) => readFile(join(directory, file), 'utf8')));
  return maps
    .filter((_, index) => {
      const { sources = [], sourcesContent = [] } = JSON.parse(texts[index] ?? '{}') as SourceMap;
      return sources.length === 0 || sources.some((_source, at) => !sourcesContent[at]);
    })
    .map((file) => `${file} does not bring its source along`);
}

interface SourceMap {
  readonly sources?: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
}
