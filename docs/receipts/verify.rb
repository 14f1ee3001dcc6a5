# frozen_string_literal: true

# Verifies an upload receipt. Ruby 3.1 or newer with its own openssl.
require 'json'
require 'openssl'

# RFC 8410: what comes before the 32 bytes of an Ed25519 key.
ED25519 = ['302a300506032b6570032100'].pack('H*').freeze
TEXTS = %w[storage container key etag contentType name].freeze
OPTIONAL = %w[md5 crc64nvme sha256 policy].freeze
FINALIZED = %w[copy manifest multipart in-place].freeze

# What was handed in is no valid receipt of this signer for this application.
class NotAReceipt < ArgumentError; end

def ensure_that(good, why)
  good || raise(NotAReceipt, why)
end

# The bytes of a segment that is spelled as an encoder would: no padding, no unused bits.
def decode(segment)
  ensure_that(segment.match?(/\A[A-Za-z0-9_-]+\z/), 'not base64url')
  bytes = segment.tr('-_', '+/').unpack1('m')
  ensure_that([bytes].pack('m0').tr('+/', '-_').delete('=') == segment, 'not canonical base64url')
  bytes
end

# The JSON object in a segment; of a member that is there twice, the last counts.
def read(segment)
  text = decode(segment).force_encoding('UTF-8')
  ensure_that(text.valid_encoding?, 'not UTF-8')
  # Ruby's parser takes comments, which are no JSON.
  ensure_that(!text.gsub(/"(?:[^"\\]|\\.)*"/m, '').include?('/'), 'not JSON')
  value = JSON.parse(text)
  ensure_that(value.is_a?(Hash), 'not an object')
  value
rescue JSON::ParserError
  raise NotAReceipt, 'not JSON'
end

def number?(value)
  value.is_a?(Integer) || (value.is_a?(Float) && value.finite?)
end

def whole?(value, least)
  number?(value) && value == value.floor && value >= least && value < 2**53
end

def claims?(claims)
  upload = claims['upload']
  %w[iss sub jti].all? { |name| claims[name].is_a?(String) } &&
    %w[iat exp].all? { |name| number?(claims[name]) } && number?(claims.fetch('nbf', 0)) &&
    upload.is_a?(Hash) && TEXTS.all? { |name| upload[name].is_a?(String) } &&
    OPTIONAL.all? { |name| upload.fetch(name, '').is_a?(String) } && FINALIZED.include?(upload['finalized']) &&
    whole?(upload['size'], 0) && whole?(upload['parts'], 1)
end

# A key is chosen by its id and nothing else.
def signed?(segments, header, jwks)
  keys = jwks['keys'].select { |key| key['kid'] == header['kid'] && key['crv'] == 'Ed25519' }
  return false unless header['kid'].is_a?(String) && keys.size == 1

  signature = decode(segments[2])
  signature.bytesize == 64 &&
    OpenSSL::PKey.read(ED25519 + decode(keys[0]['x'])).verify(nil, signature, segments[0..1].join('.'))
end

# The claims of a receipt of this signer for this application. Raises ArgumentError for anything else.
def verify_receipt(receipt, jwks, audience, issuer, now = Time.now.to_f)
  segments = receipt.split('.', -1)
  ensure_that(receipt.size <= 32_768 && segments.size == 3, 'not three segments')
  header, claims = segments.first(2).map { |segment| read(segment) }
  # `alg` and `typ` are constants here: what the header asks for has no say. Extensions are refused, not ignored.
  ensure_that(header['alg'] == 'EdDSA' && header['typ'] == 'upload-receipt+jwt', 'not a receipt')
  ensure_that(!header.key?('crit') && !header.key?('b64'), 'not a receipt')
  ensure_that(signed?(segments, header, jwks), 'not signed by a key of that id')
  ensure_that(claims?(claims), 'claims are missing')
  meant = claims['aud'].is_a?(String) ? [claims['aud']] : claims['aud']
  ensure_that(meant.is_a?(Array) && meant.all?(String) && meant.include?(audience), 'for another application')
  ensure_that(claims['iss'] == issuer, 'of another signer')
  ensure_that(claims['exp'] > now - 5 && claims.fetch('nbf', now) <= now + 5, 'not now')
  claims
end

if $PROGRAM_NAME == __FILE__
  file, audience, issuer = ARGV
  puts verify_receipt($stdin.read.strip, JSON.parse(File.read(file)), audience, issuer)['upload']['key']
end
