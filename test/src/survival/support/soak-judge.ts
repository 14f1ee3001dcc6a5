/**
 * Judges a round of a soak: every file against what the pages told of it and what storage then holds.
 *
 * @module
 */
import type { MadeFile } from '../../e2e/support/files.js';
import type { Stage } from '../../e2e/support/stage.js';
import { openSession, readObject } from '../../setup/swift-client.js';
import { partsOf } from './soak-left.js';
import type { Ledger, Told } from './soak-ledger.js';
import { count, type SoakReport } from './soak-report.js';
import type { Trouble } from './soak-trouble.js';

/** The verdict's part of a report. */
export type Verdict = Pick<
  SoakReport,
  'done' | 'cancelled' | 'failed' | 'mended' | 'wrong' | 'lost'
>;

/** Reads back every object that a receipt names. */
export async function judge(
  { stage, explained }: Trouble,
  made: readonly MadeFile[],
  ledger: Ledger,
): Promise<Verdict> {
  const byName = new Map(made.map((file) => [file.name, file]));
  const wrong: string[] = [];
  for (const { name, receipt } of ledger.receipts) {
    const fault = await faultOf(stage, byName.get(name), receipt);
    if (fault) wrong.push(`${name} (${byName.get(name)?.size} B): ${fault}`);
  }
  for (const { name, code, message } of ledger.failures) {
    if (!code || !explained.has(code)) {
      wrong.push(`${name} (${byName.get(name)?.size} B): ${code}: ${message}`);
    }
  }
  const ended = (status: Told['status']): readonly string[] =>
    made.map(({ name }) => name).filter((name) => ledger.last.get(name)?.status === status);
  wrong.push(...unasked(ended('cancelled'), ledger));
  const failedOnce = new Set(ledger.failures.map(({ name }) => name));
  return {
    done: ended('done').length,
    cancelled: ended('cancelled').length,
    failed: count(ledger.failures.map(({ code }) => code ?? 'none')),
    mended: ended('done').filter((name) => failedOnce.has(name)).length,
    wrong,
    lost: ledger
      .open([...byName.keys()])
      .map((name) => `${name} is ${ledger.last.get(name)?.status ?? 'unheard of'}`),
  };
}

function unasked(cancelled: readonly string[], ledger: Ledger): readonly string[] {
  return cancelled
    .filter((name) => !ledger.cancelled.has(name))
    .map((name) => `${name} was cancelled by nobody`);
}

/** What is wrong with a receipt; nothing if file, claims and stored object are the same bytes. */
async function faultOf(
  stage: Stage,
  file: MadeFile | undefined,
  receipt: string,
): Promise<string | undefined> {
  const { upload } = await stage.verify(receipt);
  // A Swift that was started again has forgotten its tokens.
  const session = await openSession(stage.access);
  const stored = await readObject(session, stage.container, upload.key);
  if (upload.name !== file?.name) return `the receipt is for ${upload.name}`;
  if (upload.size !== file.size) return `the receipt says ${upload.size} bytes`;
  // Of several parts the receipt has the ETag alone, which is no MD5 of the whole.
  if (upload.md5 !== undefined && upload.md5 !== file.md5) return `the receipt says ${upload.md5}`;
  return stored.md5 === file.md5 ? undefined : `stored are ${stored.size} bytes, ${stored.md5}`;
}

/** What finished uploads rest on, and stays: their objects with their MD5s, and the parts that manifests of Swift name. */
export async function finishedOf(
  { stage }: Trouble,
  { receipts }: Ledger,
): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const session = await openSession(stage.access);
  for (const { receipt } of receipts) {
    const { upload } = await stage.verify(receipt);
    names.add(upload.key).add(upload.md5 ?? '');
    if (upload.finalized !== 'manifest' || upload.storage !== 'swift') continue;
    for (const name of await partsOf(session, stage.container, upload.key)) names.add(name);
  }
  return names;
}
