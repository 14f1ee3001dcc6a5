/**
 * `direct-upload-signer doctor`: everything between a page and a stored object, looked at link by link; each line says how
 * to mend what is wrong, and `--fix` does it where a program can.
 *
 * @module
 */
import { isS3 } from '../settings/config-s3.js';
import { readConfig } from '../settings/config.js';
import { isSet } from '../settings/config-storage.js';
import { SignerError } from '../errors.js';
import { redact } from '../log/redact.js';
import type { Finding } from '../storage/finding.js';
import { openSwift } from '../storage/swift/access.js';
import { checkSwift } from '../storage/swift/check.js';
import type { CheckResult } from '../storage/storage.js';
import { EXAMINATIONS, isStrongKey } from '../storage/swift/doctor.js';
import type { DoctorContext } from '../storage/swift/doctor.js';
import { JSON_OPTION } from './command.js';
import type { AddCommand, CommonOptions, Outcome, World } from './command.js';
import { mendAll } from './doctor-fix.js';
import { readStorageSettings } from './storage-settings.js';

/** As commander gives them. */
export interface DoctorOptions extends CommonOptions {
  readonly fix?: true;
}

export const addDoctor: AddCommand = (program, run) => {
  program
    .command('doctor')
    .description('look at every link to storage and say how to mend what is wrong')
    .option('--fix', 'mend what can be mended, then look again')
    .option(...JSON_OPTION)
    .action((options: DoctorOptions) => run(options, (world) => doctor(world, options)));
};

/** Exit code 2 if anything fails; warnings do not count. */
export async function doctor(world: World, { fix }: DoctorOptions): Promise<Outcome> {
  const { examineAll, mendFindings } = await doctorOf(world);
  const look = async (): Promise<readonly Finding[]> => [
    ...settingsFindings(world.env),
    ...(await examineAll(world)),
  ];
  let findings = await look();
  const mended = fix ? await mendFindings(world, findings) : [];
  if (mended.length > 0) findings = await look();
  const failed = findings.some(({ status }) => status === 'fail');
  const lines = [
    ...mended.map((step) => `mended  ${step}`),
    ...findings.map((finding) => line(finding)),
  ];
  return {
    exitCode: failed ? 2 : 0,
    text: lines.map((each) => `${each}\n`).join(''),
    data: { ok: !failed, mended, findings },
  };
}

/** Of the storage that is meant; the code of the other one is not loaded. */
async function doctorOf({ env }: World): Promise<{
  readonly examineAll: (world: World) => Promise<readonly Finding[]>;
  readonly mendFindings: typeof mendAll;
}> {
  if (!isS3(env)) return { examineAll: examine, mendFindings: mendAll };
  const { examineBucket, mendBucket } = await import('./doctor-s3.js');
  return { examineAll: examineBucket, mendFindings: mendBucket };
}

function line({ status, name, message, mend }: Finding): string {
  const hint = mend ? ' (--fix does it)' : '';
  return `${status.padEnd(6)}  ${name}: ${message}${hint}`;
}

/** Ends where a link is broken that all the others hang on. */
async function examine({ env, now, signal }: World): Promise<readonly Finding[]> {
  const context = openContext(env, now);
  const findings: Finding[] = [];
  for (const result of await checkSwift(context, signal)) findings.push(toFinding(result, context));
  const isBroken = (finding: Finding): boolean =>
    finding.status === 'fail' && !finding.name.startsWith('cors ');
  if (findings.some(isBroken)) return findings;
  for (const examination of EXAMINATIONS) {
    const finding = await examination(context, signal);
    if (finding) findings.push(finding);
  }
  return findings;
}

/** @throws SignerError `invalid-option` if storage is not even named. */
function openContext(env: World['env'], now: () => number): DoctorContext {
  const { settings, options } = readStorageSettings(env);
  const faults: string[] = [];
  if (!isSet(env, 'SWIFT_CONTAINER')) {
    faults.push('SWIFT_CONTAINER is missing: set it to the container for uploads.');
  }
  if (options.auth === undefined && options.storageUrl === undefined) {
    faults.push('Storage cannot be found: set credentials or SWIFT_STORAGE_URL.');
  }
  if (faults.length > 0) throw new SignerError('invalid-option', faults.join('\n'));
  return {
    ...openSwift({ ...options, now }),
    options,
    tempUrlKey: options.tempUrlKey,
    origins: settings.ALLOWED_ORIGINS ?? [],
  };
}

/** What `serve` would stop at. It matters only to those who run it. */
function settingsFindings(env: World['env']): readonly Finding[] {
  try {
    readConfig(env);
    return [{ name: 'settings', status: 'ok', message: 'serve would start with them.' }];
  } catch (error) {
    if (!(error instanceof SignerError)) throw error;
    return error.message
      .split('\n')
      .map((message) => ({ name: 'settings', status: 'warn', message }));
  }
}

/** What the start-up check found, and what can be done about it. */
function toFinding(
  { name, ok, message }: CheckResult,
  { account, tempUrlKey }: DoctorContext,
): Finding {
  const told = redact(message);
  if (ok) return { name, status: 'ok', message: told };
  const finding = { name, status: 'fail', message: told } as const;
  if (!account) return finding;
  if (name === 'container' || name.startsWith('cors ')) return { ...finding, mend: 'setup' };
  if (name !== 'key') return finding;
  if (tempUrlKey === undefined) return { ...finding, mend: 'setup' };
  return isStrongKey(tempUrlKey) ? { ...finding, mend: 'adopt-key' } : finding;
}
