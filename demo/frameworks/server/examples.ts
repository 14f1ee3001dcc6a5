/**
 * The examples as data: what is built of each, and with what its types are checked.
 *
 * @module
 */
import { fileURLToPath } from 'node:url';

/** One directory beside this one. */
export interface Example {
  readonly name: string;
  /** Commands of this package's node_modules/.bin that check the types, run in the example's directory. */
  readonly check?: readonly string[];
  /** What is bundled; `plain` is a page that needs no build. */
  readonly build: 'plain' | 'client' | 'client and server';
  /** Entry of the server's bundle. */
  readonly server?: string;
}

/** All of them. Angular's check is its compiler: what it writes is what is bundled. */
export const examples: readonly Example[] = [
  { name: 'plain', build: 'plain' },
  { name: 'headless', build: 'client', check: ['tsc', '-p', '.'] },
  { name: 'react', build: 'client', check: ['tsc', '-p', '.'] },
  {
    name: 'react-ssr',
    build: 'client and server',
    server: 'server.tsx',
    check: ['tsc', '-p', '.'],
  },
  { name: 'vue', build: 'client and server', server: 'server.ts', check: ['vue-tsc', '-p', '.'] },
  {
    name: 'svelte',
    build: 'client and server',
    server: 'server.ts',
    check: ['svelte-check', '--output', 'machine'],
  },
  { name: 'solid', build: 'client', check: ['tsc', '-p', '.'] },
  { name: 'angular', build: 'client', check: ['ngc', '-p', 'tsconfig.app.json'] },
];

/** Directory of this package, with a slash at the end. */
export const home = fileURLToPath(new URL('../', import.meta.url));

/** The example of that name. */
export function exampleNamed(name: string): Example {
  const found = examples.find((example) => example.name === name);
  if (!found) throw new Error(`There is no example "${name}".`);
  return found;
}
