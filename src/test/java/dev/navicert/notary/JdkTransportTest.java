package dev.navicert.notary;

class JdkTransportTest extends TransportContract {
    @Override
    Transport transport(TlsSettings tls, Proxies proxies) {
        return new JdkTransport(tls, proxies);
    }
}
