<?php
// Verifies an upload receipt. PHP 8.1 or newer with sodium, which it brings.
declare(strict_types=1);

/** What was handed in is no valid receipt of this signer for this application. */
final class NotAReceipt extends DomainException
{
}

function ensureThat(bool $good, string $why): void
{
    if (!$good) {
        throw new NotAReceipt($why);
    }
}

/** The bytes of a segment that is spelled as an encoder would: no padding, no unused bits. */
function decodeSegment(string $segment): string
{
    ensureThat(preg_match('/^[A-Za-z0-9_-]+$/D', $segment) === 1, 'not base64url');
    $bytes = (string) base64_decode(strtr($segment, '-_', '+/'));
    ensureThat(rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=') === $segment, 'not canonical base64url');
    return $bytes;
}

/** The JSON object in a segment; of a member that is there twice, the last counts. */
function readSegment(string $segment): stdClass
{
    $value = json_decode(decodeSegment($segment));
    ensureThat($value instanceof stdClass, 'not a JSON object');
    return $value;
}

function isNumber(mixed $value): bool
{
    return is_int($value) || (is_float($value) && is_finite($value));
}

function isWhole(mixed $value, int $least): bool
{
    return isNumber($value) && $value == floor($value) && $value >= $least && $value < 2 ** 53;
}

function hasClaims(stdClass $claims): bool
{
    $texts = fn (object $of, array $names) => array_reduce(
        $names, fn (bool $good, string $name) => $good && is_string($of->$name ?? null), true);
    $upload = $claims->upload ?? null;
    $absentOr = fn (string $name) => !property_exists($upload, $name) || is_string($upload->$name);
    return $upload instanceof stdClass && $texts($claims, ['iss', 'sub', 'jti'])
        && isNumber($claims->iat ?? null) && isNumber($claims->exp ?? null)
        && (!property_exists($claims, 'nbf') || isNumber($claims->nbf))
        && $texts($upload, ['storage', 'container', 'key', 'etag', 'contentType', 'name'])
        && $absentOr('md5') && $absentOr('crc64nvme') && $absentOr('sha256') && $absentOr('policy')
        && in_array($upload->finalized ?? null, ['copy', 'manifest', 'multipart', 'in-place'], true)
        && isWhole($upload->size ?? null, 0) && isWhole($upload->parts ?? null, 1);
}

/** A key is chosen by its id and nothing else. */
function isSigned(array $segments, stdClass $header, array $jwks): bool
{
    $kid = $header->kid ?? null;
    $keys = array_values(array_filter($jwks['keys'], fn (array $key) => is_string($kid)
        && ($key['kid'] ?? null) === $kid && ($key['crv'] ?? null) === 'Ed25519'));
    $signature = decodeSegment($segments[2]);
    return count($keys) === 1 && strlen($signature) === SODIUM_CRYPTO_SIGN_BYTES
        && sodium_crypto_sign_verify_detached($signature, "$segments[0].$segments[1]", decodeSegment($keys[0]['x']));
}

/** The claims of a receipt of this signer for this application. Throws DomainException for anything else. */
function verifyReceipt(string $receipt, array $jwks, string $audience, string $issuer, ?float $now = null): stdClass
{
    $segments = explode('.', $receipt);
    ensureThat(strlen($receipt) <= 32768 && count($segments) === 3, 'not three segments');
    [$header, $claims] = [readSegment($segments[0]), readSegment($segments[1])];
    // `alg` and `typ` are constants here: what the header asks for has no say. Extensions are refused, not ignored.
    ensureThat(($header->alg ?? null) === 'EdDSA' && ($header->typ ?? null) === 'upload-receipt+jwt', 'not a receipt');
    ensureThat(!property_exists($header, 'crit') && !property_exists($header, 'b64'), 'not a receipt');
    ensureThat(isSigned($segments, $header, $jwks), 'not signed by a key of that id');
    ensureThat(hasClaims($claims), 'claims are missing');
    $aud = $claims->aud ?? null;
    $meant = is_string($aud) ? [$aud] : $aud;
    ensureThat(is_array($meant) && array_filter($meant, 'is_string') === $meant, 'for nobody');
    ensureThat(in_array($audience, $meant, true), 'for another application');
    $now ??= microtime(true);
    ensureThat($claims->iss === $issuer, 'of another signer');
    ensureThat($claims->exp > $now - 5 && ($claims->nbf ?? $now) <= $now + 5, 'not now');
    return $claims;
}

if (isset($argv[3]) && realpath($argv[0]) === __FILE__) {
    $jwks = json_decode(file_get_contents($argv[1]), true, 8, JSON_THROW_ON_ERROR);
    echo verifyReceipt(trim(stream_get_contents(STDIN)), $jwks, $argv[2], $argv[3])->upload->key, "\n";
}
