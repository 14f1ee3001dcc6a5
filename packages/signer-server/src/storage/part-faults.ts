/**
 * What is wrong with which parts, said in one error: the browser sends those again and leaves the others alone.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import type { SignerErrorCode } from '../errors.js';
import { formatRanges } from '../format.js';

/** The ways in which storage's part is not the browser's. */
export type PartFault = 'missing' | 'size' | 'hash';

/** In order of precedence: what is missing says most about the others. */
const FAULTS: Readonly<Record<PartFault, readonly [code: SignerErrorCode, words: string]>> = {
  missing: ['part-missing', 'does not have'],
  size: ['size-mismatch', 'has another size than the grant says of'],
  hash: ['hash-mismatch', 'has other bytes than were read from the file of'],
};

/** Faults by part number. */
export type PartFaults = ReadonlyMap<number, PartFault>;

/** The error for at least one fault: the code of the first kind there is, and the numbers of every kind. */
export function partFaultError(faults: PartFaults, transactionId?: string): SignerError {
  const kinds = (['missing', 'size', 'hash'] as const)
    .map((kind) => ({
      kind,
      numbers: [...faults].filter(([, fault]) => fault === kind).map(([number]) => number),
    }))
    .filter(({ numbers }) => numbers.length > 0);
  const said = kinds.map(
    ({ kind, numbers }) =>
      `${FAULTS[kind][1]} part${numbers.length > 1 ? 's' : ''} ${formatRanges(numbers)}`,
  );
  return new SignerError(
    FAULTS[kinds[0]?.kind ?? 'missing'][0],
    `Storage ${said.join('; it ')}.`,
    transactionId === undefined ? {} : { transactionId },
  );
}
