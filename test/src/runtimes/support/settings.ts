/**
 * What a signer under test is told, as JSON: each runtime gets it in its own way.
 *
 * @module
 */
import type { S3Options, SignerOptions, SwiftOptions } from '@direct-upload/signer-server';

/** Where the files go. */
export type StorageSettings =
  | { readonly kind: 'swift'; readonly options: SwiftOptions }
  | { readonly kind: 's3'; readonly options: S3Options };

/** All of it. */
export interface Settings {
  readonly storage: StorageSettings;
  readonly signer: Pick<SignerOptions, 'audience' | 'limits'> & {
    readonly secret: string;
    readonly receiptKey: string;
  };
  /** False for a signer without `authorize`. */
  readonly authorizes: boolean;
}
