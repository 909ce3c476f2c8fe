package io.fairwell.desk;

import io.fairwell.cancellation.CaseFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.multipart.MultipartFile;

/** Documents from customers: a few, of bounded size, and only kinds that cannot run in a reader's browser. */
final class Uploads {

    static final int MOST = 5;
    static final int LARGEST_BYTES = 10 * 1024 * 1024;

    /** What a document begins with, by the media type that is kept for it; what the browser claims is not trusted. */
    private static final Map<String, byte[]> KINDS = Map.of(
            "application/pdf", "%PDF-".getBytes(StandardCharsets.US_ASCII),
            "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
            "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'});

    private static final int LONGEST_NAME = 120;

    private Uploads() {}

    /** @throws FormRefused when there are too many, or one is too large or of another kind */
    static List<CaseFiles.Document> read(List<MultipartFile> files) {
        List<MultipartFile> given =
                files.stream().filter(file -> !file.isEmpty()).toList();
        if (given.size() > MOST) {
            throw refused("my.upload.tooMany");
        }
        return given.stream().map(Uploads::read).toList();
    }

    private static CaseFiles.Document read(MultipartFile file) {
        if (file.getSize() > LARGEST_BYTES) {
            throw refused("my.upload.tooLarge");
        }
        try {
            byte[] content = file.getBytes();
            String kind = kind(content).orElseThrow(() -> refused("my.upload.kind"));
            return new CaseFiles.Document(name(file.getOriginalFilename()), kind, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> kind(byte[] content) {
        return KINDS.entrySet().stream()
                .filter(kind -> startsWith(content, kind.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    private static FormRefused refused(String why) {
        return new FormRefused(FormRefused.Form.INFORMATION, why);
    }

    /** The last part of the path, without control and direction characters that could disguise it. */
    private static String name(@org.jspecify.annotations.Nullable String given) {
        String name =
                given == null ? "" : given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String plain = name.replaceAll("\\p{C}", "").strip();
        if (plain.isEmpty()) {
            return "document";
        }
        return plain.length() > LONGEST_NAME ? plain.substring(plain.length() - LONGEST_NAME) : plain;
    }
}
