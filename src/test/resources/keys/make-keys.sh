#!/bin/sh
# Makes the key files beside it with OpenSSL, and ids.tsv: which key is in each. All passphrases are "openssl-passphrase".
set -eu
cd "$(dirname "$0")"
pass=pass:openssl-passphrase
for curve in P-224 P-256 P-384 P-521; do
    openssl ecparam -name "$curve" -genkey -noout -out "ec-$curve-sec1.pem" 2>/dev/null
    openssl pkcs8 -topk8 -nocrypt -in "ec-$curve-sec1.pem" -out "ec-$curve-pkcs8.pem"
done
openssl genrsa -traditional -out rsa-pkcs1.pem 2048 2>/dev/null
openssl pkcs8 -topk8 -nocrypt -in rsa-pkcs1.pem -out rsa-pkcs8.pem
for cipher in des-ede3-cbc aes-128-cbc aes-192-cbc aes-256-cbc; do
    openssl ec -in ec-P-256-sec1.pem "-$cipher" -passout $pass -out "ec-P-256-sec1-$cipher.pem" 2>/dev/null
done
openssl rsa -traditional -in rsa-pkcs1.pem -aes-256-cbc -passout $pass -out rsa-pkcs1-aes-256-cbc.pem 2>/dev/null
for prf in SHA1 SHA256; do
    openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf "hmacWith$prf" -in ec-P-256-sec1.pem -passout $pass -out "ec-P-256-pbes2-$prf.pem"
done
openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA1 -iter 100000 -in rsa-pkcs1.pem -passout $pass -out rsa-pbes2-SHA1-100000.pem
openssl genpkey -algorithm ed25519 -out refused-ed25519-rfc8410.pem
openssl ecparam -name secp256k1 -genkey -noout -out refused-secp256k1.pem
openssl pkcs8 -topk8 -v2 aes-128-cbc -in ec-P-256-sec1.pem -passout $pass -out refused-aes-128.pem
openssl pkcs8 -topk8 -scrypt -in ec-P-256-sec1.pem -passout $pass -out refused-scrypt.pem
: >ids.tsv
for file in ec-*.pem rsa-*.pem; do
    case $file in ec-*) type=ecdsa ;; *) type=rsa ;; esac
    public=$(openssl pkey -in "$file" -passin $pass -pubout -outform DER | base64 -w0)
    id=$(printf '{"keytype":"%s","keyval":{"private":null,"public":"%s"}}' "$type" "$public" | sha256sum | cut -d' ' -f1)
    printf '%s\t%s\n' "$file" "$id" >>ids.tsv
done
