/**
 * What the commands of `storage` share: the client of the environment, targets like `container/object`, and tables.
 *
 * @module
 */
import { swiftClient } from '../client/swift-client.js';
import type { SwiftClient } from '../client/swift-client.js';
import type { Environment } from '../settings/config-storage.js';
import { SignerError } from '../errors.js';
import type { Outcome } from './command.js';
import { readStorageSettings } from './storage-settings.js';

/** A container, and what is below it: `''` for the container itself. */
export interface StorageTarget {
  readonly container: string;
  readonly name: string;
}

/** @throws SignerError `invalid-option`: a client needs a login, a TempURL key is not enough. */
export function openStorage(env: Environment): SwiftClient {
  const { auth, storageUrl } = readStorageSettings(env).options;
  if (!auth) throw wrong('ST_AUTH or OS_AUTH_URL is missing: these commands need credentials');
  return swiftClient({ auth, ...(storageUrl !== undefined && { storageUrl }) });
}

/** Up to the first slash it is the container. @param empty - nothing at all stands for the account. */
export function readTarget(target: string, empty = false): StorageTarget {
  const [, container = '', name = ''] = /^\/?([^/]*)(?:\/(.*))?$/s.exec(target) ?? [];
  if (container !== '' || (empty && target === '')) return { container, name };
  throw wrong(`${JSON.stringify(target)} names no container: it is written container/object`);
}

/** An object. */
export function place(target: string): StorageTarget {
  const found = readTarget(target);
  if (found.name !== '') return found;
  throw wrong(`${JSON.stringify(target)} names no object: it is written container/object`);
}

/** Columns as wide as they need to be; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => String(row[column]).length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Nothing is left to mend. */
export function done(text: string, data: object): Outcome {
  return { exitCode: 0, text, data };
}

/** Something is, by the person. */
export function wrong(message: string): SignerError {
  return new SignerError('invalid-option', `${message}.`);
}
