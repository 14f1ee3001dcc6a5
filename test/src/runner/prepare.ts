/**
 * Before the first suite: what the chosen suites need from the machine is installed where that is possible, and
 * otherwise said.
 *
 * @module
 */
import { findInstaller, install, refresh } from '../setup/apt.js';
import type { Need } from '../setup/needs.js';
import { needs } from '../setup/needs.js';
import type { Suite } from './suite.js';

/** Installs what is missing. Resolves with the needs that still are. */
export async function prepare(
  suites: readonly Suite[],
  print: (text: string) => void,
  signal: AbortSignal,
): Promise<ReadonlySet<Need>> {
  const missing = missingOf(new Set(suites.flatMap((suite) => suite.needs)));
  if (missing.length === 0) return new Set();
  const titles = missing.map((need) => needs[need].title).join(', ');
  const packages = [...new Set(missing.flatMap((need) => needs[need].packages))];
  const byHand = `apt-get install --no-install-recommends ${packages.join(' ')}`;
  const installer = await findInstaller(signal);
  if (installer.kind === 'none') {
    print(`Missing: ${titles}. It cannot be installed from here: ${installer.reason}.`);
    print(`On Debian or Ubuntu: ${byHand}\n`);
    return new Set(missing);
  }
  print(`Missing: ${titles}. Installing: ${byHand}`);
  await refresh(installer.prefix, signal);
  // Together is faster; one need at a time where that fails, for a package that this distribution does not have must not
  // keep the others away.
  const together = await install(installer.prefix, packages, signal);
  for (const need of together === undefined ? [] : missing) {
    const problem = await install(installer.prefix, needs[need].packages, signal);
    if (problem !== undefined) print(`Could not install ${needs[need].title}:\n${problem}`);
  }
  return new Set(missingOf(new Set(missing)));
}

function missingOf(wanted: ReadonlySet<Need>): readonly Need[] {
  return [...wanted].filter((need) => !needs[need].present());
}
