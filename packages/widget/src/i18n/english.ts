/**
 * All strings in English: what a page builds on that makes up its own.
 *
 * @module
 */
import { fieldEnglish } from './field-english.js';
import { intakeEnglish } from './intake-english.js';
import { listEnglish } from './list-english.js';
import type { Messages } from './messages.js';

/** The default strings. */
export const english: Messages = { ...fieldEnglish, ...intakeEnglish, ...listEnglish };
