/**
 * Which extension belongs to which type, for what people upload. Made of `mime-types` (see `scripts/media-types.ts`); what
 * is not in it has neither.
 *
 * @module
 */
import { UNKNOWN_TYPE, typeKey } from './media-type.js';
import { ROWS } from './type-rows.js';

/** Looks types and extensions up. */
export interface TypeTable {
  /** `image/png` for `.png`; undefined if unknown. */
  readonly typeOf: (extension: string) => string | undefined;
  /** `['.jpg', '.jpeg', …]` for `image/jpeg` and its other names, the usual one first. */
  readonly extensionsOf: (type: string) => readonly string[];
  /** The usual name of a type: `image/jpeg` for `image/pjpeg`; as it is if unknown. */
  readonly nameOf: (type: string) => string;
}

/** The table. */
export const typeTable: TypeTable = /* @__PURE__ */ readTypeTable();

function readTypeTable(): TypeTable {
  const byExtension = new Map<string, string>();
  const byType = new Map<string, { readonly type: string; readonly extensions: string[] }>();
  for (const row of ROWS) {
    const [family = '', ...entries] = row.split(' ');
    for (const entry of entries) {
      const [subtype = '', ...names] = entry.split('.');
      const type = `${family}/${subtype.replaceAll(':', '.')}`;
      const extensions = names.map((name) => `.${name}`);
      byType.set(typeKey(type), { type, extensions });
      for (const extension of extensions) byExtension.set(extension, type);
    }
  }
  return {
    typeOf: (extension) => byExtension.get(extension),
    extensionsOf: (type) => byType.get(typeKey(type))?.extensions ?? [],
    nameOf: (type) => {
      const key = typeKey(type);
      // The one type that no extension has.
      return key === UNKNOWN_TYPE ? UNKNOWN_TYPE : (byType.get(key)?.type ?? type);
    },
  };
}
