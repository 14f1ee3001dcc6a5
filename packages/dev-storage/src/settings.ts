/**
 * The command's settings, from the environment.
 *
 * @module
 */
import * as z from 'zod';
import { DevStorageError } from './errors.js';

/** What the command does with its environment. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Names that it answers to besides localhost. */
  readonly allowedHosts: readonly string[];
  readonly directory: string;
  /** The container that is made at the start. */
  readonly container: string;
  /** Origins that may use it; `undefined` leaves what is set. */
  readonly origins: readonly string[] | undefined;
  /** Key that signs its temporary URLs; `undefined` leaves what is set. */
  readonly tempUrlKey: string | undefined;
  readonly maxFileSize: number | undefined;
}

/** Shown by `--help`: the settings and their defaults. */
export const USAGE = `direct-upload-dev-storage: an object store that answers like OpenStack Swift.
For demos, development and tests; never for production.

Settings, by environment:
  STORAGE_PORT   port to listen on (default 8080; 0 takes a free one)
  STORAGE_HOST   address to listen on (default 127.0.0.1)
  ALLOWED_HOSTS  host names to answer to besides localhost, separated by spaces or commas
  DIRECTORY      where everything is kept (default .dev-storage)
  CONTAINER      container to make at the start (default uploads)
  ORIGINS        origins whose pages may use it, separated by spaces or commas, or *
  TEMP_URL_KEY   key that signs temporary URLs for it
  MAX_FILE_SIZE  bytes one upload may have (default 5368709122)
`;

const wholeNumber = (name: string): z.ZodType<number> =>
  z.string().regex(/^\d+$/, `${name} must be a whole number`).transform(Number);

const environment = z.object({
  STORAGE_PORT: wholeNumber('STORAGE_PORT')
    .refine((port) => port <= 65_535, 'STORAGE_PORT must be at most 65535')
    .optional(),
  STORAGE_HOST: z.string().optional(),
  ALLOWED_HOSTS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((name) => name !== ''))
    .optional(),
  DIRECTORY: z.string().optional(),
  CONTAINER: z
    .string()
    .regex(/^[^/]{1,256}$/, 'CONTAINER must have 1 to 256 characters and no slash')
    .optional(),
  ORIGINS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((origin) => origin !== ''))
    .refine((origins) => origins.every(isOrigin), {
      message:
        'ORIGINS must be * or origins like http://localhost:5173 (no path, no slash at the end)',
    })
    .optional(),
  TEMP_URL_KEY: z.string().max(256, 'TEMP_URL_KEY may have 256 characters').optional(),
  MAX_FILE_SIZE: wholeNumber('MAX_FILE_SIZE').optional(),
});

/** Reads the environment; an empty variable counts as absent. Throws a `DevStorageError` that names what is wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => issue.message).join('; ');
    throw new DevStorageError('invalid-option', `${problems}.`);
  }
  const settings = result.data;
  return {
    port: settings.STORAGE_PORT ?? 8080,
    host: settings.STORAGE_HOST ?? '127.0.0.1',
    allowedHosts: settings.ALLOWED_HOSTS ?? [],
    directory: settings.DIRECTORY ?? '.dev-storage',
    container: settings.CONTAINER ?? 'uploads',
    origins: settings.ORIGINS,
    tempUrlKey: settings.TEMP_URL_KEY,
    maxFileSize: settings.MAX_FILE_SIZE,
  };
}

function isOrigin(text: string): boolean {
  return text === '*' || (URL.canParse(text) && new URL(text).origin === text);
}
