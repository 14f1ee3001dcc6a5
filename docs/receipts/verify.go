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
)

type keySet struct {
	Keys []struct{ Kid, Crv, X string }
}

type header struct{ Alg, Typ, Kid string }

type claims struct {
	Iss, Aud, Sub, Jti string
	Exp                int64
	Upload             struct {
		Key, Name, ContentType, Policy string
		Size                           int64
	}
}

// decode reads one segment of a JWS.
func decode(segment string, into any) error {
	text, err := base64.RawURLEncoding.Strict().DecodeString(segment)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// verifyReceipt returns the claims of a receipt of this signer for this application, and an error for anything else.
func verifyReceipt(receipt string, keys keySet, audience, issuer string) (claims, error) {
	var head header
	var says claims
	part := append(strings.Split(receipt, "."), "", "")
	wrong := decode(part[0], &head) != nil || decode(part[1], &says) != nil
	signature, fault := base64.RawURLEncoding.Strict().DecodeString(part[2])
	wrong = wrong || fault != nil || len(part) != 5 || head.Alg != "EdDSA" || head.Typ != "upload-receipt+jwt"
	wrong = wrong || says.Iss != issuer || says.Aud != audience || says.Exp <= time.Now().Unix()-5
	for _, key := range keys.Keys {
		public, err := base64.RawURLEncoding.DecodeString(key.X)
		ours := err == nil && key.Kid == head.Kid && key.Crv == "Ed25519" && len(public) == ed25519.PublicKeySize
		if !wrong && ours && ed25519.Verify(public, []byte(part[0]+"."+part[1]), signature) {
			return says, nil
		}
	}
	return claims{}, errors.New("not a valid receipt")
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
	says, err := verifyReceipt(strings.TrimSpace(string(receipt)), keys, os.Args[2], os.Args[3])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(says.Upload.Key)
}
