/**
 * How often a property is tried, and with which seed: `PROPERTY_SEED` repeats a run, `PROPERTY_RUNS` makes a longer one.
 *
 * @module
 */

/** Another one every time. */
export const SEED = Number(process.env['PROPERTY_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** @param usual - cases that take the suite some seconds */
export function propertyRuns(usual: number): number {
  const wanted = Number(process.env['PROPERTY_RUNS'] ?? usual);
  return Number.isSafeInteger(wanted) && wanted > 0 ? wanted : usual;
}
