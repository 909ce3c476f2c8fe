package io.fairwell.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.delivery.AddressRefused;
import io.fairwell.delivery.OutboundHttp;
import io.fairwell.delivery.Unreachable;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody makes us call what is behind our own firewall. */
class CallbacksTest {

    private final Callbacks strict = callbacks(false, InetAddress::getAllByName);
    private final Callbacks open = callbacks(true, InetAddress::getAllByName);

    private static Callbacks callbacks(boolean allowPrivate, OutboundHttp.Names names) {
        return new Callbacks(allowPrivate, Set.of(443, 8443), names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.org/fairwell?key=1",
                "https://hooks.example.org:443/",
                "HTTPS://Hooks.Example.Org:8443",
                "https://xn--bcher-kva.example/",
                "https://8.8.8.8/",
                "https://[2606:4700::1111]/",
            })
    void takesPublicAddresses(String address) {
        assertThat(strict.accepts(address)).isTrue();
        assertThat(open.accepts(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.org/",
                "https://hooks.example.org:22/",
                "https://hooks.example.org:8080/",
                "https://localhost/",
                "https://a.localhost/",
                "https://localhost./",
                "https://intranet/",
                "https://db.internal/",
                "https://printer.local/",
                "https://router.home.arpa/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://0.0.0.0/",
                "https://10.1.2.3/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://172.31.255.255/",
                "https://192.168.0.1/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://999.1.1.1/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::7f00:1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[fe80::1]/",
                "https://[fd00:ec2::254]/",
                "https://[2001:db8::1]/",
            })
    void refusesEverythingElse_whichIsAllowedWhereAnythingIs(String address) {
        assertThat(strict.accepts(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@hooks.example.org/",
                "https://user:password@hooks.example.org/",
                "https://hooks.example.org/#part",
                "ftp://hooks.example.org/",
                "file:///etc/passwd",
                "https:///nowhere",
                "https://hooks_example.org/",
                "mailto:li@example.org",
                "not an address",
                "",
            })
    void refusesWhatIsNoAddressForEvents(String address) {
        assertThat(strict.accepts(address)).isFalse();
        assertThat(open.accepts(address)).isFalse();
    }

    @Test
    void letsPeopleTryItOnTheirOwnMachine() {
        assertThat(open.accepts("http://localhost:9999/hooks")).isTrue();
        assertThat(open.accepts("http://10.0.0.7/hooks")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "64:ff9b::a00:1"})
    void aNameIsCheckedForWhatItStandsForWhenSomethingIsSent(String address) {
        Callbacks fooled = callbacks(
                false, host -> new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName(address)});

        assertThat(fooled.accepts("https://hooks.example.org/")).isTrue();
        assertThatThrownBy(() -> fooled.addresses("hooks.example.org")).isInstanceOf(AddressRefused.class);
    }

    @Test
    void aNameIsLookedUpOnceForACall_soThatItCannotStandForSomethingElseAfterTheCheck() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        try (Receiver receiver = new Receiver();
                OutboundHttp http = new OutboundHttp(
                        callbacks(true, host -> {
                            lookUps.incrementAndGet();
                            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
                        }),
                        WebhookTest.BUDGET)) {
            // No such name exists: the connection can only have gone to the address of the checked answer.
            URI url = URI.create(receiver.url("rebound.fairwell.invalid"));
            Map<String, String> headers =
                    Map.of("webhook-id", "msg_1", "webhook-timestamp", "1", "webhook-signature", "v1,x");
            assertThat(http.post(url, "application/json", new byte[0], headers).status())
                    .isEqualTo(204);

            assertThat(lookUps).hasValue(1);
            assertThat(receiver.received())
                    .singleElement()
                    .satisfies(r -> assertThat(r.host()).isEqualTo("rebound.fairwell.invalid:" + receiver.port()));
        }
    }

    @Test
    void nothingIsSentToANameThatTurnsOutToBePrivate() throws Exception {
        try (Receiver receiver = new Receiver();
                OutboundHttp http = new OutboundHttp(
                        callbacks(false, host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")}),
                        WebhookTest.BUDGET)) {
            URI url = URI.create(receiver.url("hooks.example.org"));

            assertThatThrownBy(() -> http.post(url, "application/json", new byte[0], Map.of()))
                    .isInstanceOf(Unreachable.class)
                    .hasMessage("ADDRESS_REFUSED");
            assertThat(receiver.received()).isEmpty();
        }
    }
}
