/**
 * Changing the key of a container without refusing a single upload, as steps that are safe to repeat. How far it has come
 * is kept in the container, beside the keys and written in the same request; so it goes on after a crash, on any machine.
 *
 * `Key` signs, `Key-2` stands by: it has been known to every proxy for long. A rotation makes them change places, waits until
 * nothing that the old one signed is in use, and puts a fresh key in its place. See `docs/decisions/0009-key-rotation.md`.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { freshTempUrlKey } from './container-setup.js';
import { CONTAINER_KEYS, keyState } from './signing-key.js';

/** Metadata of a container to be set in one POST. */
export type KeyChange = Readonly<Record<string, string>>;

/** How long things are remembered; seconds. */
export interface RotationTimes {
  /** How long a proxy of Swift may not know a new key yet. */
  readonly wait: number;
  /** How long a signer may go on signing with the old one. */
  readonly signers: number;
  /** How long a signed URL lives. */
  readonly urls: number;
}

/** What to do next. */
export type RotationStep =
  | {
      readonly kind: 'change';
      readonly step: 'written' | 'switched' | 'retired';
      readonly headers: KeyChange;
    }
  | { readonly kind: 'wait'; readonly until: number; readonly why: string }
  /** The key is a setting of the signers, and the new one has to get there first. */
  | { readonly kind: 'restart'; readonly key: string };

/** What is known when the next step is looked for. */
export interface RotationContext {
  /** Unix seconds. */
  readonly now: number;
  /** When this command was started, in Unix seconds. */
  readonly startedAt: number;
  readonly times: RotationTimes;
  /** `SWIFT_TEMP_URL_KEY`; undefined where signers read the container's. */
  readonly settingsKey: string | undefined;
}

/**
 * The step after what the container's metadata says.
 *
 * @throws SignerError `storage-refused` if there is no key to rotate, or the setting is another one.
 */
export function nextStep(headers: Headers, context: RotationContext): RotationStep {
  const signs = headers.get(CONTAINER_KEYS.signs);
  const other = headers.get(CONTAINER_KEYS.other);
  const { settingsKey } = context;
  if (!signs)
    throw refused('The container has no Temp-URL-Key: direct-upload-signer init makes one.');
  const mark = readMark(headers);
  if (mark?.kind === 'switched' && other) return afterSwitch(context, mark.at, signs, other);
  if (settingsKey !== undefined && settingsKey !== signs) {
    throw refused(
      'SWIFT_TEMP_URL_KEY is not the Temp-URL-Key of the container: set it to that one (direct-upload-signer keys get), ' +
        'restart the signers, and rotate then.',
    );
  }
  if (mark?.kind !== 'standby' || !other) {
    return { kind: 'change', step: 'written', headers: standby(context.now) };
  }
  const until = mark.at + context.times.wait;
  if (context.now < until) {
    return { kind: 'wait', until, why: 'until every proxy of Swift knows the new key' };
  }
  return {
    kind: 'change',
    step: 'switched',
    headers: {
      [CONTAINER_KEYS.signs]: other,
      [CONTAINER_KEYS.other]: signs,
      [CONTAINER_KEYS.state]: keyState('switched', context.now),
    },
  };
}

function afterSwitch(
  { now, startedAt, times, settingsKey }: RotationContext,
  at: number,
  signs: string,
  other: string,
): RotationStep {
  if (settingsKey === other) return { kind: 'restart', key: signs };
  // Where it is a setting, nobody knows since when all signers have it: as late as this command was started.
  const last = settingsKey === undefined ? at + Math.max(times.wait, times.signers) : startedAt;
  const until = last + times.urls;
  if (now < until) {
    return { kind: 'wait', until, why: 'until no URL of the old key is in use' };
  }
  return { kind: 'change', step: 'retired', headers: standby(now) };
}

/** A fresh key that stands by; what was in its place is no key any more. */
function standby(now: number): KeyChange {
  return {
    [CONTAINER_KEYS.other]: freshTempUrlKey(),
    [CONTAINER_KEYS.state]: keyState('standby', now),
  };
}

/** What was written last, and when; nothing where somebody else set the keys. */
function readMark(
  headers: Headers,
): { readonly kind: 'standby' | 'switched'; readonly at: number } | undefined {
  const [, kind, at] =
    /^(standby|switched) (\d{1,12})$/.exec(headers.get(CONTAINER_KEYS.state) ?? '') ?? [];
  if (kind !== 'standby' && kind !== 'switched') return undefined;
  return { kind, at: Number(at) };
}

function refused(message: string): SignerError {
  return new SignerError('storage-refused', message);
}
