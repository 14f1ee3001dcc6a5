// Verifies an upload receipt with nothing but Go's standard library.
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"
	"unicode/utf8"
)

type keySet struct {
	Keys []struct {
		Kid    *string
		Crv, X string
	}
}

// object is a JSON object. Not a struct: Go would take members of other letter case for its fields.
type object = map[string]any

var errNotAReceipt = errors.New("not a valid receipt")

// decode returns the bytes of a segment that is spelled as an encoder would: no padding, no unused bits.
func decode(segment string) ([]byte, error) {
	if segment == "" || strings.ContainsAny(segment, "\r\n") {
		return nil, errNotAReceipt
	}
	return base64.RawURLEncoding.Strict().DecodeString(segment)
}

// read returns the JSON object in a segment; of a member that is there twice, the last counts.
func read(segment string) (object, error) {
	text, err := decode(segment)
	if err != nil || !utf8.Valid(text) {
		return nil, errNotAReceipt
	}
	var value object
	if json.Unmarshal(text, &value) != nil || value == nil {
		return nil, errNotAReceipt
	}
	return value, nil
}

func areTexts(of object, names ...string) bool {
	for _, name := range names {
		if _, good := of[name].(string); !good {
			return false
		}
	}
	return true
}

func isNumber(value any) bool {
	_, good := value.(float64)
	return good
}

func isWhole(value any, least float64) bool {
	number, good := value.(float64)
	return good && number >= least && number < 1<<53 && number == float64(int64(number))
}

func hasClaims(claims object) bool {
	upload, good := claims["upload"].(object)
	for _, name := range []string{"md5", "crc64nvme", "sha256", "policy"} {
		if value, there := upload[name]; there {
			_, isText := value.(string)
			good = good && isText
		}
	}
	if nbf, there := claims["nbf"]; there {
		good = good && isNumber(nbf)
	}
	finalized := map[any]bool{"copy": true, "manifest": true, "multipart": true, "in-place": true}
	how, _ := upload["finalized"].(string)
	return good && areTexts(claims, "iss", "sub", "jti") && isNumber(claims["iat"]) && isNumber(claims["exp"]) &&
		areTexts(upload, "storage", "container", "key", "etag", "contentType", "name") && finalized[how] &&
		isWhole(upload["size"], 0) && isWhole(upload["parts"], 1)
}

func isMeantFor(audience string, aud any) bool {
	if one, good := aud.(string); good {
		return one == audience
	}
	list, _ := aud.([]any)
	found := false
	for _, each := range list {
		name, good := each.(string)
		if !good {
			return false
		}
		found = found || name == audience
	}
	return found
}

// isSigned chooses a key by its id and nothing else.
func isSigned(segments []string, kid any, keys keySet) bool {
	signature, err := decode(segments[2])
	id, named := kid.(string)
	count, good := 0, false
	for _, key := range keys.Keys {
		if key.Kid == nil || *key.Kid != id || key.Crv != "Ed25519" {
			continue
		}
		count++
		public, fault := decode(key.X)
		good = fault == nil && len(public) == ed25519.PublicKeySize &&
			ed25519.Verify(public, []byte(segments[0]+"."+segments[1]), signature)
	}
	return err == nil && named && count == 1 && good
}

// verifyReceipt returns the claims of a receipt of this signer for this application, and an error for anything else.
func verifyReceipt(receipt string, keys keySet, audience, issuer string, now time.Time) (object, error) {
	segments := strings.Split(receipt, ".")
	if len(receipt) > 32768 || len(segments) != 3 {
		return nil, errNotAReceipt
	}
	head, wrong := read(segments[0])
	claims, unreadable := read(segments[1])
	if wrong != nil || unreadable != nil {
		return nil, errNotAReceipt
	}
	_, critical := head["crit"]
	_, unencoded := head["b64"]
	// `alg` and `typ` are constants here: what the header asks for has no say. Extensions are refused, not ignored.
	if head["alg"] != "EdDSA" || head["typ"] != "upload-receipt+jwt" || critical || unencoded {
		return nil, errNotAReceipt
	}
	if !isSigned(segments, head["kid"], keys) || !hasClaims(claims) || !isMeantFor(audience, claims["aud"]) {
		return nil, errNotAReceipt
	}
	seconds := float64(now.UnixMilli()) / 1000
	begins, limited := claims["nbf"].(float64)
	if claims["iss"] != issuer || claims["exp"].(float64) <= seconds-5 || (limited && begins > seconds+5) {
		return nil, errNotAReceipt
	}
	return claims, nil
}

func main() {
	var keys keySet
	file, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = json.Unmarshal(file, &keys)
	}
	receipt, _ := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	says, err := verifyReceipt(strings.TrimSpace(string(receipt)), keys, os.Args[2], os.Args[3], time.Now())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(says["upload"].(object)["key"])
}
