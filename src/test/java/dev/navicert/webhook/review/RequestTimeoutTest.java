package dev.navicert.webhook.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTimeoutTest {
    @ParameterizedTest
    @CsvSource({"10s,8000", "5s,4000", "1s,800", "500ms,400", "1.5s,1200", "0m5s,4000", "30s,24000"})
    void keeps_a_fifth_back(String parameter, long millis) throws MalformedReviewException {
        assertThat(RequestTimeout.granted(parameter)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void takes_eight_seconds_where_nothing_is_said() throws MalformedReviewException {
        assertThat(RequestTimeout.granted(null)).isEqualTo(Duration.ofSeconds(8));
        assertThat(RequestTimeout.granted("")).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void never_waits_longer_than_kubernetes_allows() throws MalformedReviewException {
        assertThat(RequestTimeout.granted("1h")).isEqualTo(Duration.ofSeconds(24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "s", "-1s", "0s", "1s2h", "ten", "10s ", "99999999999999999999s", "1e3s"})
    void refuses_what_is_no_duration(String parameter) {
        assertThatThrownBy(() -> RequestTimeout.granted(parameter)).isInstanceOf(MalformedReviewException.class);
    }
}
