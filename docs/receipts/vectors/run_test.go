// Holds verify.go to vectors.json.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"
)

func TestVectors(t *testing.T) {
	var file struct {
		Now              int64
		Audience, Issuer string
		Jwks             keySet
		Vectors          []struct {
			Name, Receipt string
			Valid         bool
		}
	}
	text, err := os.ReadFile(os.Getenv("VECTORS"))
	if err != nil || json.Unmarshal(text, &file) != nil {
		t.Fatal("no vectors: ", err)
	}
	for _, vector := range file.Vectors {
		_, err := verifyReceipt(vector.Receipt, file.Jwks, file.Audience, file.Issuer, time.Unix(file.Now, 0))
		if (err == nil) != vector.Valid {
			fmt.Printf("wrong: %s\n", vector.Name)
		}
	}
	fmt.Printf("%d vectors\n", len(file.Vectors))
}
