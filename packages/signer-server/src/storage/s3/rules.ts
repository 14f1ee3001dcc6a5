/**
 * The rules a bucket for uploads has to have: who may send to it from a page, and when what is unfinished is deleted. A PUT
 * of rules replaces all there are, so those of others are taken over as they stand.
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from '../../errors.js';
import { PARTS_PREFIX } from '../../names/part-name.js';
import { element, parseXml, s3Document } from './xml.js';

/** Names of the rules that are ours. */
const CORS_ID = 'direct-upload';
const EXPIRE_ID = 'direct-upload-parts';
const ABORT_ID = 'direct-upload-unfinished';

/** Seconds a browser may remember a preflight. */
const PREFLIGHT_AGE = 3600;

const texts = z.array(z.coerce.string()).default([]);
const corsRule = z.object({
  ID: z.string().optional(),
  AllowedOrigin: texts,
  AllowedMethod: texts,
  AllowedHeader: texts,
  ExposeHeader: texts,
});
const cors = z.object({
  CORSConfiguration: z.object({ CORSRule: z.array(corsRule).default([]) }).or(z.literal('')),
});

const lifecycleRule = z.object({
  ID: z.string().optional(),
  Status: z.string().optional(),
  Prefix: z.string().optional(),
  Filter: z.looseObject({ Prefix: z.string().optional() }).or(z.literal('')).optional(),
  Expiration: z.object({ Days: z.coerce.number().optional() }).optional(),
  AbortIncompleteMultipartUpload: z.object({ DaysAfterInitiation: z.coerce.number() }).optional(),
});
const lifecycle = z.object({
  LifecycleConfiguration: z.object({ Rule: z.array(lifecycleRule).default([]) }).or(z.literal('')),
});

/**
 * The CORS rules with one of ours in front, because the first that fits counts; undefined where every origin may upload
 * already.
 *
 * @param now - the bucket's rules as XML, `''` for none.
 * @param exposed - response headers that pages have to read
 */
export function corsFor(
  now: string,
  origins: readonly string[],
  exposed: readonly string[],
): string | undefined {
  const parsed = now === '' ? undefined : cors.parse(parseXml(now)).CORSConfiguration;
  const rules = parsed ? parsed.CORSRule : [];
  const lets = (origin: string): boolean =>
    rules.some(
      (rule) =>
        (rule.AllowedOrigin.includes(origin) || rule.AllowedOrigin.includes('*')) &&
        rule.AllowedMethod.includes('PUT') &&
        ['content-type', 'etag'].every((header) => has(rule.AllowedHeader, header)) &&
        exposed.every((header) => has(rule.ExposeHeader, header)),
    );
  if (origins.every(lets)) return undefined;
  const before = rules.filter(({ ID }) => ID === CORS_ID).flatMap((rule) => rule.AllowedOrigin);
  const ours = element('CORSRule', [
    element('ID', CORS_ID),
    ...[...new Set([...before, ...origins])].map((origin) => element('AllowedOrigin', origin)),
    ...['PUT', 'GET', 'HEAD'].map((method) => element('AllowedMethod', method)),
    ...['content-type', 'etag'].map((header) => element('AllowedHeader', header)),
    ...exposed.map((header) => element('ExposeHeader', header)),
    element('MaxAgeSeconds', String(PREFLIGHT_AGE)),
  ]);
  return s3Document('CORSConfiguration', [
    ours,
    ...others(now, 'CORSRule', rules.length, [CORS_ID]),
  ]);
}

/**
 * The lifecycle rules with those that are missing, or ours with more days; undefined where nothing is to be done.
 *
 * @param days - after which nothing unfinished is still wanted.
 * @returns what to try, one after the other: some services end multipart uploads by themselves and refuse a rule for it.
 */
export function lifecycleFor(now: string, days: number): readonly string[] | undefined {
  const { enabled, count } = readLifecycle(now);
  const suffices = (found: number | undefined): boolean => found !== undefined && found >= days;
  const expires = enabled.some(
    (rule) => prefixOf(rule) === PARTS_PREFIX && suffices(rule.Expiration?.Days),
  );
  const aborts = enabled.some((rule) => prefixOf(rule) === '' && suffices(abortDays(rule)));
  // One of ours that is too soon would go on to count beside one of others that suffices.
  const isOursRight = tooSoon(enabled.filter(isOurs), days).length === 0;
  if (expires && aborts && isOursRight) return undefined;
  const rest = others(now, 'Rule', count, [EXPIRE_ID, ABORT_ID]);
  const [expire, abort] = ourLifecycle(days);
  const documents = [[expire, abort], ...(expires && isOursRight ? [] : [[expire]])];
  return documents.map((ours) => s3Document('LifecycleConfiguration', [...ours, ...rest]));
}

/** In how many days rules of others delete parts of uploads that may still go on. Of several rules the soonest counts. */
export function othersTooSoon(now: string, days: number): readonly number[] {
  const { enabled } = readLifecycle(now);
  return tooSoon(
    enabled.filter((rule) => !isOurs(rule)),
    days,
  );
}

type LifecycleRule = z.infer<typeof lifecycleRule>;

function tooSoon(rules: readonly LifecycleRule[], days: number): readonly number[] {
  return rules
    .flatMap((rule) => [
      ...(covers(rule, PARTS_PREFIX) ? [rule.Expiration?.Days] : []),
      ...(prefixOf(rule) === '' ? [abortDays(rule)] : []),
    ])
    .filter((found) => found !== undefined)
    .filter((found) => found < days);
}

function covers(rule: LifecycleRule, prefix: string): boolean {
  const own = prefixOf(rule);
  return own !== undefined && prefix.startsWith(own);
}

/** Those that are in force, and how many there are in all. */
function readLifecycle(now: string): {
  readonly enabled: readonly LifecycleRule[];
  readonly count: number;
} {
  const parsed = now === '' ? undefined : lifecycle.parse(parseXml(now)).LifecycleConfiguration;
  const rules = parsed ? parsed.Rule : [];
  return { enabled: rules.filter(({ Status }) => Status === 'Enabled'), count: rules.length };
}

function isOurs({ ID }: LifecycleRule): boolean {
  return ID === EXPIRE_ID || ID === ABORT_ID;
}

/** Undefined for a rule that asks for more than a prefix: tags or sizes, which not every part has. */
function prefixOf({ Prefix, Filter }: LifecycleRule): string | undefined {
  if (!Filter) return Prefix ?? '';
  const asksMore = Object.keys(Filter).some((name) => name !== 'Prefix');
  return asksMore ? undefined : (Filter.Prefix ?? '');
}

function abortDays({ AbortIncompleteMultipartUpload }: LifecycleRule): number | undefined {
  return AbortIncompleteMultipartUpload?.DaysAfterInitiation;
}

function ourLifecycle(days: number): readonly [string, string] {
  const rule = (id: string, prefix: string, actions: readonly string[]): string =>
    element('Rule', [
      element('ID', id),
      element('Filter', [element('Prefix', prefix)]),
      element('Status', 'Enabled'),
      ...actions,
    ]);
  return [
    rule(EXPIRE_ID, PARTS_PREFIX, [
      element('Expiration', [element('Days', String(days))]),
      element('NoncurrentVersionExpiration', [element('NoncurrentDays', '1')]),
    ]),
    rule(ABORT_ID, '', [
      element('AbortIncompleteMultipartUpload', [element('DaysAfterInitiation', String(days))]),
    ]),
  ];
}

/** Rules of others, word for word: they may say more than is read here. */
function others(now: string, name: string, count: number, ours: readonly string[]): string[] {
  const raw = now.match(new RegExp(`<${name}\\b[^>]*>[\\s\\S]*?</${name}>`, 'g')) ?? [];
  if (raw.length !== count) {
    throw new SignerError('conflict', `The bucket has rules (${name}) that cannot be taken over.`);
  }
  return raw.filter((rule) => !ours.some((id) => rule.includes(`<ID>${id}</ID>`)));
}

/** Header names have no case. */
function has(list: readonly string[], header: string): boolean {
  return list.some((entry) => entry === '*' || entry.toLowerCase() === header.toLowerCase());
}
