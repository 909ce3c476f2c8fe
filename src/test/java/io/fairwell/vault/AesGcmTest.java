package io.fairwell.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class AesGcmTest {

    private static final HexFormat HEX = HexFormat.of();

    /** Test case 16 of the specification by McGrew and Viega, which NIST took over. */
    @Test
    void sealsAsTheSpecificationSays() {
        byte[] sealed = AesGcm.seal(
                new SecretKeySpec(
                        HEX.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"), "AES"),
                HEX.parseHex("cafebabefacedbaddecaf888"),
                HEX.parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"),
                HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2"));

        assertThat(HEX.formatHex(sealed))
                .isEqualTo("cafebabefacedbaddecaf888"
                        + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                        + "76fc6ece0f4e1768cddf8853bb2d551b");
    }

    @Test
    void neverSealsTwiceAlike_andOpensNothingThatWasChanged() {
        var key = new SecretKeySpec(AesGcm.random(AesGcm.KEY_BYTES), "AES");
        byte[] plain = {1, 2, 3};
        byte[] bound = {9};
        byte[] sealed = AesGcm.seal(key, plain, bound);

        assertThat(AesGcm.seal(key, plain, bound)).isNotEqualTo(sealed);
        assertThat(AesGcm.open(key, sealed, bound)).isEqualTo(plain);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> AesGcm.open(key, changed, bound)).isInstanceOf(CannotBeOpened.class);
        }
        assertThatThrownBy(() -> AesGcm.open(key, sealed, plain)).isInstanceOf(CannotBeOpened.class);
        assertThatThrownBy(() -> AesGcm.open(key, plain, bound)).isInstanceOf(CannotBeOpened.class);
    }
}
