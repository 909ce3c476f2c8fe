package io.fairwell.api;

import io.fairwell.cancellation.CaseFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** What a customer hands in: some text, some documents, or both. */
record Information(String text, List<CaseFiles.Document> documents, Set<String> otherParts) {

    static final int TEXT_LENGTH = 10_000;
    private static final int MOST_DOCUMENTS = 5;
    private static final int LARGEST_DOCUMENT = 10 * 1024 * 1024;
    private static final int NAME_LENGTH = 150;

    static Information of(MultipartHttpServletRequest request) {
        String text = request.getParameter("text");
        List<CaseFiles.Document> documents = request.getFiles("documents").stream()
                .map(Information::document)
                .toList();
        Set<String> others = new java.util.TreeSet<>(request.getMultiFileMap().keySet());
        others.addAll(request.getParameterMap().keySet());
        others.removeAll(Set.of("text", "documents"));
        return new Information(text == null ? "" : text, documents, others);
    }

    private static CaseFiles.Document document(MultipartFile file) {
        try {
            String type = file.getContentType() == null ? "" : file.getContentType();
            return new CaseFiles.Document(
                    name(file), type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT), file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last part of the name only, without anything that could lead astray. */
    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        last.codePoints()
                .filter(c -> Characters.isLine(Character.toString(c)) && "<>:\"|?*".indexOf(c) < 0)
                .limit(NAME_LENGTH)
                .forEach(clean::appendCodePoint);
        return clean.toString().isBlank() ? "document" : clean.toString();
    }

    /** @throws ApiProblem with everything that is wrong */
    void check() {
        Faults faults = new Faults();
        otherParts.forEach(name -> faults.add("/" + name.replace("~", "~0").replace("/", "~1"), Fault.UNKNOWN_FIELD));
        if (text.isBlank() && documents.isEmpty()) {
            faults.add("", Fault.NOTHING_PROVIDED);
        }
        if (text.length() > TEXT_LENGTH) {
            faults.add("/text", Fault.TOO_LONG, Integer.toString(TEXT_LENGTH));
        } else if (!Characters.isText(text)) {
            faults.add("/text", Fault.BAD_CHARACTERS);
        }
        if (documents.size() > MOST_DOCUMENTS) {
            faults.add("/documents", Fault.TOO_MANY_DOCUMENTS, Integer.toString(MOST_DOCUMENTS));
        }
        for (int i = 0; i < documents.size(); i++) {
            checkDocument(documents.get(i), "/documents/" + i, faults);
        }
        faults.throwIfAny();
    }

    private static void checkDocument(CaseFiles.Document document, String at, Faults faults) {
        if (document.content().length > LARGEST_DOCUMENT) {
            faults.add(at, Fault.DOCUMENT_TOO_LARGE, "10");
        } else if (!DocumentKind.isAllowed(document.mediaType())) {
            faults.add(at, Fault.DOCUMENT_TYPE_NOT_ALLOWED, String.join(", ", DocumentKind.allowed()));
        } else if (!DocumentKind.isReally(document.mediaType(), document.content())) {
            faults.add(at, Fault.DOCUMENT_NOT_WHAT_IT_SAYS, document.mediaType());
        }
    }

    /** The same for the same parts, whatever the boundary between them was. */
    byte[] fingerprint() {
        List<byte[]> parts = new ArrayList<>(List.of(text.getBytes(StandardCharsets.UTF_8)));
        for (CaseFiles.Document document : documents) {
            parts.add(document.fileName().getBytes(StandardCharsets.UTF_8));
            parts.add(document.mediaType().getBytes(StandardCharsets.UTF_8));
            parts.add(document.content());
        }
        MessageDigest digest = DigestUtils.getSha256Digest();
        for (byte[] part : parts) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            digest.update(part);
        }
        return digest.digest();
    }
}
