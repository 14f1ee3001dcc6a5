/**
 * What a test may need from the machine, and what to do where it is missing: with `CI=true` the test runs and fails;
 * otherwise it is skipped with a reason that says what to install.
 *
 * ```ts
 * test('stores the file', { skip: skipWithout('swift', 'chromium') }, async () => { … });
 * ```
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { findChromium, findFirefox, findInPath, findWebKit } from './browsers.js';

/** Something outside npm that some tests need. */
export type Need =
  | 'chromium'
  | 'firefox'
  | 'webkit'
  | 'swift'
  | 'swiftclient'
  | 'redis'
  | 'nginx'
  | 'cryptography'
  | 'php'
  | 'ruby';

interface NeedFacts {
  readonly title: string;
  /** Debian and Ubuntu packages. */
  readonly packages: readonly string[];
  readonly present: () => boolean;
}

const swiftServers = ['proxy', 'account', 'container', 'object'];

/** The needs, and how to see whether they are met. */
export const needs: Readonly<Record<Need, NeedFacts>> = {
  chromium: {
    title: 'Chromium',
    packages: ['chromium'],
    present: () => findChromium() !== undefined,
  },
  firefox: {
    title: 'Firefox',
    packages: ['firefox-esr'],
    present: () => findFirefox() !== undefined,
  },
  webkit: {
    title: 'WebKitGTK with its WebDriver',
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
    present: () => findWebKit() !== undefined,
  },
  swiftclient: {
    title: 'python-swiftclient',
    packages: ['python3-swiftclient'],
    present: () => pythonPackages('swiftclient'),
  },
  swift: {
    title: 'OpenStack Swift',
    packages: [...swiftServers.map((name) => `swift-${name}`), 'swift-object-expirer'],
    present: () => swiftServers.every((name) => existsSync(`/usr/bin/swift-${name}-server`)),
  },
  redis: {
    title: 'Redis',
    packages: ['redis-server'],
    present: () => findInPath('redis-server') !== undefined,
  },
  nginx: {
    title: 'nginx',
    packages: ['nginx-light'],
    present: () => existsSync('/usr/sbin/nginx'),
  },
  cryptography: {
    title: 'Python with cryptography',
    packages: ['python3-cryptography'],
    present: () => pythonPackages('cryptography'),
  },
  php: {
    title: 'PHP',
    packages: ['php-cli'],
    present: () => findInPath('php') !== undefined,
  },
  ruby: {
    title: 'Ruby',
    packages: ['ruby'],
    present: () => findInPath('ruby') !== undefined,
  },
};

/** Debian's own Python has them. */
function pythonPackages(...names: readonly string[]): boolean {
  return names.every((name) => existsSync(`/usr/lib/python3/dist-packages/${name}`));
}

/** True where a missing need is a failure. */
export function isCi(): boolean {
  return process.env['CI'] === 'true' || process.env['CI'] === '1';
}

/** For node:test's `skip` option: `false` to run, or the reason why not. */
export function skipWithout(...wanted: readonly Need[]): string | false {
  if (isCi()) return false;
  const missing = wanted.filter((need) => !needs[need].present());
  if (missing.length === 0) return false;
  const titles = missing.map((need) => needs[need].title).join(', ');
  const packages = missing.flatMap((need) => needs[need].packages).join(' ');
  return `${titles} not installed (Debian: apt-get install ${packages})`;
}
