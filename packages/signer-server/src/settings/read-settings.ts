/**
 * Reads environment variables one by one, each by its own rule in `settings.ts`.
 *
 * @module
 */
import type { z } from 'zod';
import { isSet } from './config-storage.js';
import type { Environment } from './config-storage.js';
import { SETTINGS } from './settings.js';
import type { Settings, SettingName } from './settings.js';

/**
 * Those that are set, and one sentence for each that cannot be read.
 *
 * @param names - the ones that matter; default: all.
 */
export function readSettings(
  env: Environment,
  names = Object.keys(SETTINGS) as readonly SettingName[],
): { readonly settings: Settings; readonly faults: string[] } {
  const settings: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const name of names) {
    if (!isSet(env, name)) continue;
    const schema: z.ZodType = SETTINGS[name];
    const parsed = schema.safeParse(env[name]?.trim());
    if (parsed.success) settings[name] = parsed.data;
    else
      faults.push(
        `${name} ${withoutValue(parsed.error.issues[0]?.message ?? 'is wrong', env[name])}.`,
      );
  }
  return { settings, faults };
}

/** Shorter than that is no secret, and may be a word of the sentence. */
const SHORTEST_SECRET = 8;

/** A sentence about a value without the value: a secret may have been put into the wrong variable. */
export function withoutValue(sentence: string, value = ''): string {
  return [value.trim(), ...value.split(/[\s,]+/)]
    .flatMap((part) => [part, JSON.stringify(part).slice(1, -1)])
    .filter((part) => part.length >= SHORTEST_SECRET)
    .reduce((text, part) => text.replaceAll(part, '…'), sentence);
}
