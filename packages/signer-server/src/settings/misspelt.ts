/**
 * Variables that look like ours and are not: a limit under another name would be no limit, in silence. What is another
 * program's is left alone where the name that it looks like is set as well, be it to nothing.
 *
 * @module
 */
import type { Environment } from './config-storage.js';
import { nearest } from '../nearest.js';
import { SETTINGS } from './settings.js';

/** One sentence for each, which names the right one and never the value. */
export function misspeltFaults(env: Environment): string[] {
  const names = Object.keys(SETTINGS);
  return Object.keys(env).flatMap((name) => {
    if (name in SETTINGS || !/^[A-Za-z][\w-]{3,63}$/.test(name)) return [];
    const meant = nearest(name, names);
    if (meant === undefined || meant in env) return [];
    return [
      `${name} is no setting: ${meant} is probably meant. If it is another program's, set ${meant} too, be it to nothing.`,
    ];
  });
}
