/**
 * Names for what comes from the clipboard: every browser calls a copied picture `image.png`.
 *
 * @module
 */
import type { FileOffer } from './file-offer.js';

/**
 * Pictures get the local time into their name, `image 2026-11-20 13-05-09.png`; what has a name of its own keeps it. No
 * colons: Windows has no such names.
 */
export function namePasted(offer: FileOffer, now: Date): FileOffer {
  // A handle says nothing: WebKit has one for every picture, too.
  const isFromDisk = (file: File): boolean => offer.paths.has(file) || offer.unreadable.has(file);
  const unnamed = offer.files.filter(
    (file) => !isFromDisk(file) && /^image(\.|$)/i.test(file.name),
  );
  const rename = (file: File): File => {
    const index = unnamed.indexOf(file);
    if (index < 0) return file;
    const extension = /\.\w+$/.exec(file.name)?.[0] ?? '';
    const name = `image ${timeOf(now)}${index > 0 ? ` ${index + 1}` : ''}${extension}`;
    return new File([file], name, { type: file.type, lastModified: file.lastModified });
  };
  return { ...offer, files: offer.files.map(rename) };
}

/** `2026-11-20 13-05-09` */
function timeOf(now: Date): string {
  const joined = (...values: readonly number[]): string =>
    values.map((value) => String(value).padStart(2, '0')).join('-');
  const day = joined(now.getFullYear(), now.getMonth() + 1, now.getDate());
  return `${day} ${joined(now.getHours(), now.getMinutes(), now.getSeconds())}`;
}
