/**
 * `@direct-upload/accept`: which files an accept list lets in. Field and signer ask the same functions, so that what one
 * shows as accepted is not refused by the other.
 *
 * @module
 * @example
 * const { entries, unknown } = parseAccept('text/csv, pdf, image/*');
 * acceptedType({ name: 'a.csv', type: 'application/vnd.ms-excel' }, entries, typeTable); // text/csv
 */
export { isLimited, parseAccept } from './accept-list.js';
export type { AcceptList } from './accept-list.js';
export { isActiveType } from './active-types.js';
export { extensionOfName } from './file-types.js';
export type { DeclaredFile } from './file-types.js';
export { acceptedType, coversType } from './match.js';
export { UNKNOWN_TYPE, mediaType, typeKey } from './media-type.js';
export { typeTable } from './type-table.js';
export type { TypeTable } from './type-table.js';
