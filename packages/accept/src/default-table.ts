/** The table, for whoever has no reason to load it later. @module */
import { typeKey } from './media-type.js';
import { readTypeTable } from './type-table.js';
import type { TypeTable } from './type-table.js';

/** The table. */
export const typeTable: TypeTable = /* @__PURE__ */ readTypeTable(typeKey);
