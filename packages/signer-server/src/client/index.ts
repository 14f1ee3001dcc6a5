/**
 * The storage client as a library: `@direct-upload/signer-server/client`.
 *
 * @module
 */
export { SignerError } from '../errors.js';
export type { SignerErrorCode } from '../errors.js';
export { RACKSPACE_IDENTITY } from '../storage/swift/login/keystone-v2.js';
export type { KeystoneV2Credentials } from '../storage/swift/login/keystone-v2.js';
export type { KeystoneCredentials } from '../storage/swift/login/keystone.js';
export type { SwiftCredentials } from '../storage/swift/login/credentials.js';
export type { Deletions } from '../storage/swift/delete.js';
export type { TempUrlDigest, TempUrlMethod } from '../storage/swift/temp-url.js';
export type { V1Credentials } from '../storage/swift/login/v1-auth.js';
export type { AccountClient, AccountInfo } from './account.js';
export type { CdnClient, CdnInfo, CdnSettings } from './cdn.js';
export type {
  ContainerCors,
  ContainerQuota,
  ContainerSettings,
  ContainerWebsite,
} from './container-settings.js';
export type {
  ContainerInfo,
  ContainersClient,
  CreateContainerOptions,
  ListedContainer,
} from './containers.js';
export { serviceNetUrl } from './context.js';
export type { CopyOptions, ObjectPlace } from './copy-object.js';
export { MAX_BULK_DELETE } from './delete-many.js';
export type { ByteRange, Download, DownloadOptions } from './download-object.js';
export type { Metadata } from './headers.js';
export type { ListObjectsOptions, ListedObject, ListedSubdir } from './list-objects.js';
export type { ListOptions } from './listing.js';
export type { Expiry, ObjectProperties } from './object-headers.js';
export type { ObjectInfo } from './object-info.js';
export type { ObjectUrl, UrlOptions } from './object-url.js';
export type { ObjectsClient } from './objects.js';
export { swiftClient } from './swift-client.js';
export type { SwiftClient, SwiftClientOptions } from './swift-client.js';
export type { KeyOwner, KeySlot, TempUrlKeys, TempUrlKeysClient } from './temp-url-keys.js';
export type { TempUrlOptions, TempUrlsClient } from './temp-urls.js';
export type { UploadOptions } from './upload-object.js';
export type { UploadedObject } from './upload-segments.js';
export type { UploadSource } from './upload-source.js';
