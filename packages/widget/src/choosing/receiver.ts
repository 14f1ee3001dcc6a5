/**
 * What a person chose, on its way to the list: files that are there already are left out, and so are, with one sentence
 * for all of them, refused files that nobody chose one by one.
 *
 * @module
 */
import type { UploadError, Uploader, UploadSnapshot } from '../engine/index.js';
import type { UploadErrorEvent } from '../events.js';
import type { FileOffer } from './file-offer.js';
import { createTurns, type Lister } from './list-in-turns.js';
import type { Messages } from '../i18n/messages.js';
import { createOrder } from './in-order.js';
import { findDuplicates } from './same-bytes.js';
import { weigh } from './weigh-files.js';

/** More refused files than these in one go are told in one sentence: each row would have to be removed again. */
const MOST_REFUSED_ROWS = 10;

/** Up to so many files are weighed in no time. */
const LIGHT = 50;

/** The field, as the receiver sees it. */
export interface Gate extends Lister {
  readonly field: EventTarget & {
    readonly multiple: boolean;
    readonly duplicates: 'allow' | null;
    readonly uploads: readonly UploadSnapshot[];
    readonly uploader: Uploader;
  };
  readonly text: () => Messages;
  /** Which files of an offer would be refused, and why. */
  readonly refuse: (offer: FileOffer) => ReadonlyMap<File, UploadError>;
  /** Tells the person; sentences about one choice stand together. */
  readonly notify: (sentence: string) => void;
  readonly ErrorEvent: typeof UploadErrorEvent;
}

/** Takes offers that have passed `upload-accept`. */
export function createReceiver(gate: Gate): (offer: FileOffer) => void {
  /** One comparison after the other, so that each knows what the one before has let in. */
  let compared = Promise.resolve();
  const turns = createTurns(gate);
  const present = (): readonly File[] => [...listedIn(gate), ...turns.coming];

  /** Resolves when all are listed. */
  async function admit(offer: FileOffer): Promise<void> {
    const refused = new Map(gate.refuse(offer));
    const leftOut = withoutRow(refused, offer);
    for (const file of leftOut.keys()) refused.delete(file);
    const files = offer.files.filter((file) => !leftOut.has(file));
    const listed = turns.list({ ...offer, files }, refused);
    for (const [file, error] of leftOut) tellOf(file, error, gate);
    if (leftOut.size > 0) gate.notify(sentenceFor(leftOut, gate.text()));
    await listed;
  }

  /** Resolves when all are listed, but for those that are compared and those chosen after them. */
  function receive(offer: FileOffer): Promise<void> {
    for (const name of offer.emptyFolders) gate.notify(gate.text().emptyFolder(name));
    const suspects = suspectsOf(offer, present(), gate.field);
    const from = offer.files.findIndex((file) => suspects.has(file));
    if (from < 0) return admit(offer);
    const held = offer.files.slice(from);
    const listed = admit({ ...offer, files: offer.files.slice(0, from) });
    const earlier = compared;
    compared = gate.intake.run(held.length, async (signal) => {
      await earlier;
      // What they may not exceed together counts what is listed.
      await listed;
      const rest = { ...offer, files: held };
      const twins = await compare(rest, suspects, present(), admit, signal);
      tellOfTwins(twins, new Set(offer.files), gate);
    });
    return listed;
  }
  return oneByOne(gate, receive);
}

/** Admits what is unique, in the order in which it was chosen. Returns the duplicates, each with the file that it repeats. */
async function compare(
  offer: FileOffer,
  suspects: ReadonlySet<File>,
  present: readonly File[],
  admit: (offer: FileOffer) => Promise<void>,
  signal: AbortSignal,
): Promise<ReadonlyMap<File, File>> {
  const twins = new Map<File, File>();
  const rivals = [...present, ...offer.files.filter((file) => !suspects.has(file))];
  let admitted = Promise.resolve();
  const order = createOrder(offer.files, suspects, (files) => {
    admitted = admitted.then(() => (signal.aborted ? undefined : admit({ ...offer, files })));
  });
  await findDuplicates(
    [...suspects],
    rivals,
    (files, comparison, twin) => {
      for (const file of files) if (twin) twins.set(file, twin);
      order(files, comparison);
    },
    signal,
  );
  await admitted;
  return twins;
}

/** Says of duplicates whether they are in the list already, or were chosen twice in one go. */
function tellOfTwins(
  twins: ReadonlyMap<File, File>,
  chosen: ReadonlySet<File>,
  { text, notify }: Gate,
): void {
  const isRepeated = ([file, twin]: readonly [File, File]): boolean =>
    twin !== file && chosen.has(twin);
  const repeated = [...twins].filter(isRepeated);
  const listed = [...twins].filter((pair) => !isRepeated(pair));
  if (listed[0]) notify(text().duplicates(listed.length, listed[0][0].name));
  if (repeated[0]) notify(text().repeated(repeated.length, repeated[0][0].name));
}

/** One choice after the other: what is being weighed or listed is in no list yet, and counts all the same. */
function oneByOne(
  { intake }: Pick<Gate, 'intake'>,
  receive: (offer: FileOffer) => Promise<void>,
): (offer: FileOffer) => void {
  let before = Promise.resolve();
  let waiting = 0;

  async function receiveInTurn(offer: FileOffer): Promise<void> {
    const { files } = offer;
    const earlier = before;
    waiting += 1;
    try {
      await intake.run(files.length, async (signal) => {
        await earlier;
        await weigh(files, signal);
        await receive(offer);
      });
    } finally {
      waiting -= 1;
    }
  }
  return (offer) => {
    if (waiting === 0 && offer.files.length <= LIGHT) void receive(offer);
    else before = receiveInTurn(offer).catch(reportError);
  };
}

/** Files of a size that is there already. Without `multiple` only a single one, for there more are refused anyway. */
function suspectsOf(
  { files, unreadable }: FileOffer,
  present: readonly File[],
  { duplicates, multiple, uploader }: Gate['field'],
): ReadonlySet<File> {
  if (duplicates === 'allow' || (!multiple && files.length > 1)) return new Set();
  const sizes = new Set(present.map(({ size }) => size));
  const suspects = files.filter((file) => {
    if (file.size === 0 || unreadable.has(file) || uploader.awaits(file)) return false;
    const isThere = sizes.has(file.size);
    sizes.add(file.size);
    return isThere;
  });
  return new Set(suspects);
}

/** Files that are sent or stored: a new one can be a duplicate of them. */
function listedIn({ field }: Gate): readonly File[] {
  const isOut = ({ state }: UploadSnapshot): boolean =>
    state.status === 'failed' || state.status === 'cancelled';
  return field.uploads
    .filter((upload) => !isOut(upload))
    .flatMap(({ id }) => field.uploader.fileOf(id) ?? []);
}

/** Refused files that nobody chose one by one: those of a folder that do not fit, and any great number. */
function withoutRow(
  refused: ReadonlyMap<File, UploadError>,
  { paths }: FileOffer,
): ReadonlyMap<File, UploadError> {
  if (refused.size > MOST_REFUSED_ROWS) return new Map(refused);
  const isUnasked = ([file, { code }]: readonly [File, UploadError]): boolean =>
    paths.has(file) && (code === 'type-not-allowed' || code === 'too-many');
  return new Map([...refused].filter(isUnasked));
}

function sentenceFor(leftOut: ReadonlyMap<File, UploadError>, text: Messages): string {
  const reasons = new Set(Array.from(leftOut.values(), ({ message }) => message));
  return [text.leftOut(leftOut.size), ...(reasons.size === 1 ? reasons : [])].join(' ');
}

/** The page hears of it as of any refusal; in no list, it has no id. */
function tellOf({ name, size, type }: File, error: UploadError, { field, ErrorEvent }: Gate): void {
  const unlisted = { id: '', file: { name, size, type }, source: 'file', kept: false } as const;
  const progress = { sent: 0, confirmed: 0, total: size, bytesPerSecond: 0 };
  const state = { status: 'failed', progress, error } as const;
  field.dispatchEvent(new ErrorEvent({ ...unlisted, state }, error));
}
