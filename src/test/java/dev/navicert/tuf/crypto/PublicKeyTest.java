package dev.navicert.tuf.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.Reading;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PublicKeyTest {
    private static final String ED25519 =
            "{\"keytype\":\"ed25519\",\"keyval\":{\"private\":null,\"public\":\"2NTH60oANElDwurHGJnmXtp201NSwWWRMOX3eJujmqI=\"}}";
    private static final String CERTIFICATE = "{\"keytype\":\"ecdsa-x509\",\"keyval\":{\"private\":null,\"public\":\""
            + "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJpVENDQVM2Z0F3SUJBZ0lSQUl2WjZpb3ZEZmdUV2pZTmNEUjZLREF3Q2dZSUtvWkl6ajBFQXdJd0tqRW8KTUNZR0ExVUVBeE1mY21WbmFYTjBjbmt1WlhoaGJYQnNaUzVqYjIwdmRHVmhiUzloY0hBdFlUQWVGdzB5TmpFeApNakl4TVRBMU5UVmFGdzB6TmpFeE1Ua3hNVEExTlRWYU1Db3hLREFtQmdOVkJBTVRIM0psWjJsemRISjVMbVY0CllXMXdiR1V1WTI5dEwzUmxZVzB2WVhCd0xXRXdXVEFUQmdjcWhrak9QUUlCQmdncWhrak9QUU1CQndOQ0FBUjQKVnFxaGVvMEU1WUhrZnJSNGxjc0h2QStoZ0RWRHpreFVHOGo2eWVNQ0JtNUdsVGNUR1pYRS83R0RPcWl5NlBiSApqZEkxaTlXc3g3b3RqdUZzYmU3L296VXdNekFPQmdOVkhROEJBZjhFQkFNQ0JhQXdFd1lEVlIwbEJBd3dDZ1lJCkt3WUJCUVVIQXdNd0RBWURWUjBUQVFIL0JBSXdBREFLQmdncWhrak9QUVFEQWdOSkFEQkdBaUVBOUVHZmE2aVIKVHlTcTJYd2hxb3FSaTMvNE9ucEdLUlo1bTJnSHVxUnI4aEFDSVFDK2xnY2o4aUF1RFpvdWZyTlBkb0FUaXNXQgpyMCtrdWRvK2laTTF5V3ZjcWc9PQotLS0tLUVORCBDRVJUSUZJQ0FURS0tLS0tCg=="
            + "\"}}";
    private static final String ECDSA =
            "{\"keytype\":\"ecdsa\",\"keyval\":{\"private\":null,\"public\":\"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE0MKgFHJkV5F+nPiwyuAB2HCYWQcGCbizKqVY+ESeccecP560rQJRfOZBw8LpgUxXKlsazbeMXjOSSB5ZiBSZDA==\"}}";

    @Test
    void a_key_is_named_by_the_hash_of_its_canonical_object() throws Exception {
        assertThat(read(ED25519).id().hex())
                .isEqualTo("5bad24fdbf3a91b47e05ee33315c68b25c3920d966e85194e900b1f7e9505b58");
        assertThat(read(ECDSA).id().hex())
                .isEqualTo("295fab53e92a03f94a3b9d6bf9d70696dcf47a3050ab06a0abe72681a0a7abd9");
        assertThat(read(ECDSA).canonicalId()).isEqualTo(read(ECDSA).id());
    }

    @Test
    void a_certificate_has_an_identifier_of_its_own_and_one_of_the_key_in_it() throws Exception {
        PublicKey key = read(CERTIFICATE);
        assertThat(key.id().hex()).isEqualTo("0f203aac5ffd091aa81de005597fd524f092c0a2f43a55e79c486c1f8fae0b5e");
        assertThat(key.canonicalId().hex())
                .isEqualTo("d9841e3d4d9344a9f3f39178b80400560a780d6c67f74ded8d06771c2df341c3");
    }

    @Test
    void a_certificate_written_anew_is_the_same_key_if_it_was_laid_out_the_same_way() throws Exception {
        PublicKey key = read(CERTIFICATE);
        assertThat(key.certificates().flatMap(CertificateBundle::toKey)).contains(key);

        String crlf = new String(key.bytes(), StandardCharsets.US_ASCII).replace("\n", "\r\n");
        PublicKey sameCertificate = PublicKey.of(key.keyType(), crlf.getBytes(StandardCharsets.US_ASCII));
        assertThat(sameCertificate.certificates().flatMap(CertificateBundle::toKey))
                .contains(key);
        assertThat(sameCertificate.id()).isNotEqualTo(key.id());
        assertThat(sameCertificate.canonicalId()).isEqualTo(key.canonicalId());
    }

    @Test
    void a_key_object_survives_reading_and_writing() throws Exception {
        for (String text : new String[] {ED25519, CERTIFICATE, ECDSA}) {
            assertThat(read(text).toJson()).isEqualTo(Json.parse(bytes(text), Reading.UNAMBIGUOUS));
        }
    }

    @Test
    void a_key_of_unknown_type_is_kept_and_verifies_nothing() throws Exception {
        PublicKey key = read("{\"keytype\":\"sphincs+\",\"keyval\":{\"public\":\"AAAA\"}}");
        assertThat(key.keyType()).isEqualTo("sphincs+");
        assertThat(key.id().hex()).hasSize(64);
        assertThat(key.verifies("ecdsa", new byte[0], new byte[64])).isFalse();
    }

    @Test
    void bytes_that_are_no_key_verify_nothing() {
        for (String type : new String[] {"ecdsa", "ecdsa-x509", "rsa", "rsa-x509", "ed25519"}) {
            for (byte[] none : new byte[][] {{}, {0x30}, {0x30, 0}, new byte[32]}) {
                for (String method : new String[] {"ecdsa", "eddsa", "rsapss", "rsapkcs1v15", "pycrypto-pkcs#1 pss"}) {
                    assertThat(PublicKey.of(type, none).verifies(method, none, new byte[64]))
                            .as(type + " " + method)
                            .isFalse();
                }
            }
        }
    }

    private static PublicKey read(String text) throws Exception {
        return PublicKey.fromJson(Json.parse(bytes(text), Reading.UNAMBIGUOUS), Reading.UNAMBIGUOUS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
