package dev.navicert.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingNameTest {
    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx",
        "DOCKER.IO/nginx, docker.io/library/nginx",
        "docker.io:443/library/nginx, docker.io/library/nginx",
        "docker.io:0443/library/nginx, docker.io/library/nginx",
        "index.docker.io/nginx, docker.io/library/nginx",
        "index.docker.io:443/library/nginx, docker.io/library/nginx",
        "registry-1.docker.io/library/nginx, docker.io/library/nginx",
        "registry-1.docker.io/nginx, docker.io/library/nginx",
        "Registry-1.Docker.io:443/nginx, docker.io/library/nginx",
        "registry.hub.docker.com/library/nginx, docker.io/library/nginx",
        "registry-2.docker.io/library/nginx, registry-2.docker.io/library/nginx",
        "REGISTRY.Example.com:443/team/app, registry.example.com/team/app",
        "registry.example.com:5000/team/app, registry.example.com:5000/team/app",
        "registry.example.com:05000/team/app, registry.example.com:5000/team/app",
        "registry.example.com:4430/team/app, registry.example.com:4430/team/app",
        "[::1]:443/app, [0:0:0:0:0:0:0:1]/app",
        "[0:0::0001]:5000/app, [0:0:0:0:0:0:0:1]:5000/app",
        "[2001:DB8::A]/app, [2001:db8:0:0:0:0:0:a]/app",
        "[1:2:3]/app, [1:2:3]/app",
        "[:::]/app, [:::]/app",
        "my_host.example/app, my_host.example/app",
    })
    void folds_the_spellings_of_one_registry(String written, String alias) throws InvalidReferenceException {
        assertThat(MatchingName.of(ImageReference.parse(written)).alias()).hasToString(alias);
    }
}
