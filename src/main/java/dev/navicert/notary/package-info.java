/**
 * The HTTP API of a Notary server: what reading a collection asks for, tokens, TLS, proxies, limits.
 *
 * <p>{@link dev.navicert.notary.NotaryServer} knows the protocol, once. How requests travel is behind
 * {@link dev.navicert.notary.Transport}: {@link dev.navicert.notary.JdkTransport} for the command line, which starts cold each
 * time, and {@link dev.navicert.notary.VertxTransport} for the webhook, which keeps connections. How a server is met is a
 * {@link dev.navicert.notary.Conversation}: as Notary 0.7 does, or as a service does that asks the same server for months. A
 * service spares a server that is sick: {@link dev.navicert.notary.Guard} stands between the two.
 *
 * <p>Invariants: no answer is held beyond its cap, no wait is longer than its deadline, whatever the server does; redirects of
 * metadata are errors; credentials go to the server's host and to token services that may have them, and into no message; a
 * GUN that is no safe URL path is refused before anything is sent.
 *
 * {@snippet :
 * Transport transport = new JdkTransport(TlsSettings.system(), Proxies.fromEnvironment(System.getenv()));
 * NotaryServer server = NotaryServer.asNotaryDoes("https://notary.example", transport, Login.ANONYMOUS);
 * RemoteMetadata collection = server.collection(gun, deadline);
 * }
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Docker token authentication</a>
 */
@NullMarked
package dev.navicert.notary;

import org.jspecify.annotations.NullMarked;
