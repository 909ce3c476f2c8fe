package io.fairwell.api;

import io.fairwell.proposal.Proposals;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/** The parts of a request that proposes rules. What the files say is looked at by {@link Proposals}. */
record RuleFiles(String name, @Nullable String comment, Map<String, byte[]> files) {

    static final int NAME_LENGTH = 150;
    static final int COMMENT_LENGTH = 2_000;
    private static final int MOST_FILES = 50;
    private static final long LARGEST_BYTES = 4L * 1024 * 1024;
    private static final int FILE_NAME_LENGTH = 100;
    /** What can stand in an address without meaning something there. */
    private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N} ._()-]+");

    /** @throws ApiProblem with everything that is wrong with the parts */
    static RuleFiles of(HttpServletRequest request) {
        MultipartHttpServletRequest parts = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        if (parts == null) {
            throw new ApiProblem(ProblemType.MALFORMED_REQUEST);
        }
        Faults faults = new Faults();
        String name = text(parts, "name", NAME_LENGTH, faults);
        if (name.isBlank() && !faults.hasAt("/name")) {
            faults.add("/name", Fault.MISSING);
        } else if (!Characters.isLine(name)) {
            faults.add("/name", Fault.BAD_CHARACTERS);
        }
        String comment = text(parts, "comment", COMMENT_LENGTH, faults);
        Set<String> others = new TreeSet<>(parts.getMultiFileMap().keySet());
        others.addAll(parts.getParameterMap().keySet());
        others.removeAll(Set.of("name", "comment", "files"));
        others.forEach(other -> faults.add("/" + other.replace("~", "~0").replace("/", "~1"), Fault.UNKNOWN_FIELD));
        Map<String, byte[]> files = files(parts.getFiles("files"), faults);
        faults.throwIfAny();
        return new RuleFiles(name.strip(), comment.isBlank() ? null : comment.strip(), files);
    }

    private static String text(MultipartHttpServletRequest parts, String part, int longest, Faults faults) {
        String[] values = parts.getParameterValues(part);
        String text = values == null ? "" : values[0];
        if (values != null && values.length > 1) {
            faults.add("/" + part, Fault.GIVEN_TWICE);
        } else if (text.length() > longest) {
            faults.add("/" + part, Fault.TOO_LONG, Integer.toString(longest));
        } else if (!Characters.isText(text)) {
            faults.add("/" + part, Fault.BAD_CHARACTERS);
        }
        return text;
    }

    private static Map<String, byte[]> files(List<MultipartFile> given, Faults faults) {
        if (given.isEmpty()) {
            faults.add("/files", Fault.MISSING);
        } else if (given.size() > MOST_FILES) {
            faults.add("/files", Fault.TOO_MANY_DOCUMENTS, Integer.toString(MOST_FILES));
        } else if (given.stream().mapToLong(MultipartFile::getSize).sum() > LARGEST_BYTES) {
            faults.add("/files", Fault.DOCUMENT_TOO_LARGE, "4");
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < given.size() && faults.isEmpty(); i++) {
            String name = name(given.get(i));
            if (name.length() > FILE_NAME_LENGTH || !FILE_NAME.matcher(name).matches()) {
                faults.add("/files/" + i, Fault.BAD_CHARACTERS);
            } else if (files.put(name, content(given.get(i))) != null) {
                faults.add("/files/" + i, Fault.GIVEN_TWICE);
            }
        }
        return files;
    }

    /** Without the folders that some programs put in front. */
    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static byte[] content(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
