/**
 * The service catalogue of a Keystone token: which of its endpoints is the object storage that is meant.
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from '../../../errors.js';
import { formatList } from '../../../format.js';

/** Whom an endpoint is for. */
export const ENDPOINT_INTERFACES = ['public', 'internal', 'admin'] as const;
export type EndpointInterface = (typeof ENDPOINT_INTERFACES)[number];

/** Which endpoint to take where there are several. */
export interface EndpointChoice {
  /** e.g. `RegionOne`. May be left out where there is one region only. */
  readonly region?: string;
  /** Default: `public`. Browsers get URLs of this endpoint, so they must be able to reach it. */
  readonly interface?: EndpointInterface;
}

/** `region` is the old name of `region_id`; both are sent. */
const endpoint = z.object({
  url: z.string(),
  interface: z.string(),
  region: z.string().nullish(),
  region_id: z.string().nullish(),
});

/** One service. */
export const catalogEntry = z.object({ type: z.string(), endpoints: z.array(endpoint) });

/** One service, as an answer has it. */
export type CatalogEntry = z.infer<typeof catalogEntry>;

/** @throws SignerError `storage-refused` that says what there is instead. */
export function objectStoreUrl(
  catalog: readonly CatalogEntry[],
  { region, interface: side = 'public' }: EndpointChoice,
): string {
  const services = catalog.filter(({ type }) => type === 'object-store');
  if (services.length === 0) {
    throw refused(
      'has no object-store: this project may have no object storage, or the user no role in it',
    );
  }
  const sided = services
    .flatMap(({ endpoints }) => endpoints)
    .filter((candidate) => candidate.interface === side);
  if (sided.length === 0) {
    throw refused(`has no ${side} endpoint of object-store: check OS_INTERFACE`);
  }
  const inRegion = sided.filter(
    (candidate) => region === undefined || regionOf(candidate) === region,
  );
  const regions = formatList([...new Set(sided.map(regionOf))]);
  const [first] = inRegion;
  if (!first) {
    throw refused(
      `has no object-store in ${JSON.stringify(region)}, only in ${regions}: check OS_REGION_NAME`,
    );
  }
  // Which one comes first is chance, and another region is another storage.
  if (new Set(inRegion.map(regionOf)).size > 1) {
    throw refused(`has object-store in ${regions}: say which with OS_REGION_NAME`);
  }
  return first.url;
}

/** The public endpoint of another service, if there is one in this region. */
export function endpointUrl(
  catalog: readonly CatalogEntry[],
  type: string,
  region: string | undefined,
): string | undefined {
  return catalog
    .filter((entry) => entry.type === type)
    .flatMap(({ endpoints }) => endpoints)
    .filter((candidate) => candidate.interface === 'public')
    .find((candidate) => region === undefined || regionOf(candidate) === region)?.url;
}

function regionOf({ region_id: id, region }: z.infer<typeof endpoint>): string {
  return id ?? region ?? '';
}

function refused(what: string): SignerError {
  return new SignerError(
    'storage-refused',
    `The service catalogue of Keystone ${what}; or set SWIFT_STORAGE_URL.`,
  );
}
