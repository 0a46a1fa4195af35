#!/bin/sh
# Makes the certificates in this folder anew. They protect nothing: the keys are public.
set -eu
cd "$(dirname "$0")"
days=36500
key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$1"; }
authority() {
  key "$1.key"
  openssl req -x509 -new -key "$1.key" -sha256 -days $days -subj "/CN=$2" -addext "basicConstraints=critical,CA:TRUE" \
    -addext "keyUsage=critical,keyCertSign" -out "$1.pem"
}
leaf() { # name authority subject extensions [openssl x509 options]
  name=$1; by=$2; subject=$3; extensions=$4; shift 4
  [ -f "$name.key" ] || key "$name.key"
  openssl req -new -key "$name.key" -subj "$subject" -out "$name.csr"
  printf '%b' "$extensions" > "$name.ext"
  openssl x509 -req -in "$name.csr" -CA "$by.pem" -CAkey "$by.key" -set_serial "0x$(openssl rand -hex 8)" -sha256 \
    -extfile "$name.ext" -out "$name.pem" "$@"
  rm "$name.csr" "$name.ext"
}
authority ca "Navicert test CA"
authority other-ca "Another CA"
leaf server ca "/CN=server" "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth" -days $days
leaf elsewhere ca "/CN=elsewhere" "subjectAltName=DNS:elsewhere.example\nextendedKeyUsage=serverAuth" -days $days
leaf nameless ca "/CN=localhost" "extendedKeyUsage=serverAuth" -days $days
leaf expired ca "/CN=expired" "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth" -days -1
leaf client ca "/CN=client" "extendedKeyUsage=clientAuth" -days $days
openssl ec -in client.key -out client-sec1.key
openssl genrsa -out client-rsa-pkcs8.key 2048
openssl rsa -in client-rsa-pkcs8.key -traditional -out client-rsa-pkcs1.key
cp client-rsa-pkcs8.key client-rsa.key
leaf client-rsa ca "/CN=client-rsa" "extendedKeyUsage=clientAuth" -days $days
rm client-rsa.key
leaf stranger other-ca "/CN=stranger" "extendedKeyUsage=clientAuth" -days $days
rm ca.key other-ca.key elsewhere.csr 2>/dev/null || true
