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
    else faults.push(`${name} ${parsed.error.issues[0]?.message ?? 'is wrong'}.`);
  }
  return { settings, faults };
}
