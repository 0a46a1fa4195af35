package dev.navicert.simulator;

import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.Substitution;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Signature;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One way to be a bad repository, done to the file of one role. Unless its nature forbids it, snapshot and timestamp vouch for
 * the result, so that it is refused for what it is and not by its checksum.
 */
enum Tampering {
    /** The login page of a captive portal. */
    NOT_JSON {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            offer(simulator, role, honest -> "<html>sign in</html>".getBytes(StandardCharsets.UTF_8));
        }
    },
    /** The file of another role, or one that never was. */
    WRONG_TYPE {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            resign(simulator, role, signed -> signed.with("_type", Json.string("Mirrors")));
        }
    },
    /** One bit of the signature. */
    BAD_SIGNATURE {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            offer(simulator, role, honest -> Forgery.of(role, honest).withSignatures(Tampering::flipped));
        }
    },
    /** Changed by somebody who holds no key of the role. */
    CHANGED_AFTER_SIGNING {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            offer(
                    simulator,
                    role,
                    honest -> Forgery.of(role, honest)
                            .with(signed -> signed.with("expires", Json.string("2040-01-01T00:00:00Z"))));
        }
    },
    /** Signed, but by a key that nobody named. */
    STRANGERS_KEY {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            offer(
                    simulator,
                    role,
                    honest -> Forgery.of(role, honest)
                            .signedBy(STRANGER, STRANGER.publicKey().id()));
        }
    },
    /** Signed by a stranger in the name of the right key. */
    STRANGER_IN_DISGUISE {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            KeyId id = simulator.repository().signers(role).ids().get(0);
            offer(simulator, role, honest -> Forgery.of(role, honest).signedBy(STRANGER, id));
        }
    },
    NO_SIGNATURES {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            offer(simulator, role, honest -> Forgery.of(role, honest).withSignatures(signatures -> List.of()));
        }
    },
    /** Two signatures are needed; two are there, by one key. */
    REPEATED_KEY_ID {
        @Override
        void prepare(SignedRepository repository, RoleName role) {
            needTwoKeys(repository, role);
        }

        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            simulator.repository().touch(role);
            KeyId first = simulator.repository().signers(role).ids().get(0);
            offer(
                    simulator,
                    role,
                    honest -> Forgery.of(role, honest).withSignatures(signatures -> {
                        Signature one = signatures.stream()
                                .filter(signature -> signature.keyId().equals(first))
                                .findFirst()
                                .orElseThrow();
                        return List.of(one, one);
                    }));
        }
    },
    /** Whoever grants the role asks for two signatures from now on; there is one. */
    THRESHOLD_RAISED {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            List<KeyId> before = simulator.repository().signers(role).ids();
            needTwoKeys(simulator.repository(), role);
            simulator.repository().touch(role);
            offer(
                    simulator,
                    role,
                    honest -> Forgery.of(role, honest)
                            .withSignatures(signatures -> signatures.stream()
                                    .filter(signature -> before.contains(signature.keyId()))
                                    .toList()));
        }
    },
    EXPIRED {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            resign(simulator, role, signed -> signed.with("expires", Json.string("2026-11-22T11:59:59Z")));
        }
    },
    /** A version that was valid once. */
    OLDER {
        @Override
        void prepare(SignedRepository repository, RoleName role) {
            repository.publish(RepositorySimulator.NOW);
            repository.touch(role);
        }

        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            byte[] older = simulator.files().file("1." + role + ".json").orElseThrow();
            offer(simulator, role, honest -> older);
        }
    },
    VERSION_ZERO {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            resign(simulator, role, signed -> signed.with("version", Json.number(0)));
        }
    },
    /** The same meaning and length, but not the bytes that were vouched for. */
    NOT_VOUCHED_FOR {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            simulator.repository().touch(role);
            simulator.publish();
            Forgery.replaceEverywhere(
                    simulator,
                    role,
                    bytes -> new String(bytes, StandardCharsets.UTF_8)
                            .replaceFirst("(\"keyid\":\"[0-9a-f]*\"),(\"method\":\"[a-z]*\")", "$2,$1")
                            .getBytes(StandardCharsets.UTF_8));
        }
    },
    /** Two megabytes more than what the voucher, or the cap, allows. */
    LARGER_THAN_SAID {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            simulator.repository().touch(role);
            simulator.publish();
            Forgery.replaceEverywhere(simulator, role, bytes -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + (2 << 20));
                Arrays.fill(longer, bytes.length, longer.length, (byte) ' ');
                return longer;
            });
        }
    },
    /** Named, but not there. */
    MISSING {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            simulator.repository().touch(role);
            simulator.publish();
            Forgery.removeEverywhere(simulator, role);
        }
    },
    /** Not named any more by whoever holds the snapshot's key. */
    DROPPED {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            resign(simulator, RoleName.SNAPSHOT, signed -> {
                Json.Obj named =
                        (Json.Obj) Optional.ofNullable(signed.get("meta")).orElseThrow();
                return signed.with("meta", named.without(role.value()));
            });
        }
    },
    /** Whoever grants the role files its key under the identifier of another. */
    WRONG_KEY_ID {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            RoleName granter = role.parent().orElse(RoleName.ROOT);
            SignedRepository repository = simulator.repository().touch(granter).touch(role);
            String id = repository.signers(role).ids().get(0).hex();
            String wrong = new StringBuilder(id).reverse().toString();
            simulator.offer((name, honest) -> {
                byte[] file = honest;
                if (name.equals(granter)) {
                    file = repository.sign(
                            granter,
                            Forgery.of(granter, Forgery.renamed(honest, id, wrong))
                                    .signed());
                }
                return name.equals(role) ? Forgery.renamed(file, id, wrong) : file;
            });
        }
    },
    /** Two readers may understand it differently; signed by the right key. */
    DUPLICATE_MEMBER {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            simulator.repository().touch(role);
            offer(
                    simulator,
                    role,
                    honest -> new String(honest, StandardCharsets.UTF_8)
                            .replaceFirst("\\{\"signed\":\\{", "{\"signed\":{\"version\":9,")
                            .getBytes(StandardCharsets.UTF_8));
        }
    },
    /** A member that only Go's reader finds; signed by the right key. */
    MEMBER_IN_ANOTHER_CASE {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            resign(
                    simulator,
                    role,
                    signed -> signed.with("Version", Json.number(9)).without("version"));
        }
    },
    /** Of a later time than ours; signed by the right key. */
    UNKNOWN_MEMBER {
        @Override
        void attack(RepositorySimulator simulator, RoleName role) {
            resign(simulator, role, signed -> signed.with("spec_version", Json.string("2.0")));
        }
    };

    private static final SigningKey STRANGER = SigningKey.generate(Algorithm.ECDSA);
    private static final SigningKey SECOND = SigningKey.generate(Algorithm.ECDSA);
    private static final byte FLIP = 1;

    /** What the honest repository must be like before anything is published. */
    void prepare(SignedRepository repository, RoleName role) {}

    /** Publishes the bad file. */
    abstract void attack(RepositorySimulator simulator, RoleName role);

    private static void offer(RepositorySimulator simulator, RoleName role, Forgery.Change change) {
        Substitution substitution = (name, honest) -> name.equals(role) ? change.of(honest) : honest;
        simulator.offer(substitution);
    }

    private static void resign(RepositorySimulator simulator, RoleName role, Forgery.Edit edit) {
        simulator.repository().touch(role);
        offer(
                simulator,
                role,
                honest -> simulator
                        .repository()
                        .sign(role, edit.of(Forgery.of(role, honest).signed())));
    }

    private static List<Signature> flipped(List<Signature> signatures) {
        return signatures.stream()
                .map(signature -> {
                    byte[] bytes = signature.bytes();
                    bytes[bytes.length / 2] ^= FLIP;
                    return Signature.of(signature.keyId(), signature.method(), bytes);
                })
                .toList();
    }

    private static void needTwoKeys(SignedRepository repository, RoleName role) {
        List<SigningKey> both =
                List.of(repository.signers(role).keys().values().iterator().next(), SECOND);
        if (role.equals(RoleName.ROOT)) {
            repository.rotateRoot(2, both, RepositorySimulator.NOW);
        } else if (role.isDelegation()) {
            repository.delegate(role, RoleSigners.of(2, both), List.of(""));
        } else {
            repository.rotate(role, RoleSigners.of(2, both));
        }
    }
}
