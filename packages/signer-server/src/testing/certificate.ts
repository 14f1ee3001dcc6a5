/**
 * A certificate for tests, self-signed, for `localhost`. Its key is no secret.
 *
 * @module
 */

/** Until then it is good. */
export const CERTIFICATE_ENDS = Date.parse('2126-10-27T17:23:14Z');

export const CERTIFICATE_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLdaL0BjBo5sv2bn3
0XmAa3ytsEylVdq+FwShAJalrLShRANCAARpFbblBWT7uhR5p1Tr0uxCnFVnnRVt
brCxo8LbylipCkt38n1XxgPbZrGjxjBjy+LT/IobzIe2hPSbhZqp1AMi
-----END PRIVATE KEY-----
`;

export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIUGeBPKipnXo/9BN85BfpzY+Sn6oUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMDE3MjMxNFoYDzIxMjYxMDI3
MTcyMzE0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARpFbblBWT7uhR5p1Tr0uxCnFVnnRVtbrCxo8LbylipCkt38n1XxgPb
ZrGjxjBjy+LT/IobzIe2hPSbhZqp1AMio2kwZzAdBgNVHQ4EFgQU4liPWEJQ7MNs
KSokLPqOGvCFoc0wHwYDVR0jBBgwFoAU4liPWEJQ7MNsKSokLPqOGvCFoc0wDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhAM1XB0gc33gKvqUs7veLOZmXISNElkKiYookFUJyxiivAiEAqn+oJFKH
R1aOMPVkLhhgHXYq+8fFVZ8y8dLOrFmf5Y4=
-----END CERTIFICATE-----
`;
