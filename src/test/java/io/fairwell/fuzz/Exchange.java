package io.fairwell.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One request and its answer over a connection of its own. Written by hand because a decent client refuses to send most
 * of what is interesting here.
 */
final class Exchange {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int SHOWN = 4_000;
    private static final Pattern SIGNED = Pattern.compile("(Bearer eyJ)\\S+");
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    /**
     * @param target as it stands in the request line
     * @param headers whole lines, without those about length and connection
     */
    record Request(String method, String target, List<String> headers, byte[] body, Framing framing) {

        private byte[] bytes() {
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
            headers.forEach(line -> head.append(line).append("\r\n"));
            head.append("Connection: close\r\n");
            switch (framing) {
                case WHOLE -> head.append("Content-Length: ").append(body.length);
                case BROKEN_OFF -> head.append("Content-Length: ").append(body.length + 10);
                case CHUNKED, BAD_CHUNK -> head.append("Transfer-Encoding: chunked");
            }
            head.append("\r\n\r\n");
            byte[] payload = switch (framing) {
                case WHOLE, BROKEN_OFF -> body;
                case CHUNKED -> concat(text(Integer.toHexString(body.length) + "\r\n"), body, text("\r\n0\r\n\r\n"));
                case BAD_CHUNK -> concat(text("-1\r\n"), body, text("\r\n"));
            };
            return concat(text(head.toString()), payload, new byte[0]);
        }

        /** As a person would repeat it, with a token of their own; what is no text is escaped. */
        @Override
        public String toString() {
            StringBuilder all = new StringBuilder(method + " " + target + "\n");
            headers.forEach(line ->
                    all.append(SIGNED.matcher(line).replaceFirst("$1...")).append('\n'));
            return all + "(" + framing + ", " + body.length + " bytes)\n" + printable();
        }

        private String printable() {
            String shown = new String(body, StandardCharsets.ISO_8859_1);
            boolean all = shown.length() <= SHOWN;
            shown = all ? shown : shown.substring(0, SHOWN);
            StringBuilder escaped = new StringBuilder();
            shown.chars()
                    .forEach(c -> escaped.append(
                            c >= ' ' && c < 0x7f || c == '\n' ? String.valueOf((char) c) : "\\x%02x".formatted(c)));
            return escaped + (all ? "" : "...");
        }
    }

    /** How the end of a body is announced. */
    enum Framing {
        WHOLE,
        /** Ends before the announced length, and the client goes away. */
        BROKEN_OFF,
        CHUNKED,
        /** The length of the chunk is none. */
        BAD_CHUNK
    }

    /** @param headers names in lower case */
    record Answer(int status, List<String> headers, String body) {

        String header(String name) {
            return headers.stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private Exchange() {}

    /** @throws IOException where no whole answer came back */
    static Answer send(int port, Request request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request.bytes());
                socket.getOutputStream().flush();
                if (request.framing() != Framing.WHOLE) {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // refused before it was read to its end: the answer says why
            }
            return read(socket.getInputStream().readAllBytes());
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }

    private static Answer read(byte[] all) throws IOException {
        int end = indexOf(all, END_OF_HEAD, 0);
        if (end < 0) {
            throw new IOException("no answer, only " + all.length + " bytes");
        }
        String[] lines = new String(all, 0, end, StandardCharsets.ISO_8859_1).split("\r\n");
        int status = Integer.parseInt(lines[0].split(" ")[1]);
        byte[] rest = Arrays.copyOfRange(all, end + END_OF_HEAD.length, all.length);
        if (status < 200) {
            return read(rest);
        }
        List<String> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(lines[i].substring(0, colon).toLowerCase(Locale.ROOT) + lines[i].substring(colon));
        }
        Answer answer = new Answer(status, headers, "");
        byte[] body = answer.header("transfer-encoding").equals("chunked") ? joined(rest) : rest;
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[] chunks) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; ; ) {
            int line = indexOf(chunks, new byte[] {'\r', '\n'}, at);
            if (line < 0) {
                throw new IOException("the answer breaks off");
            }
            int length = Integer.parseInt(new String(chunks, at, line - at, StandardCharsets.ISO_8859_1), 16);
            if (length == 0) {
                return all.toByteArray();
            }
            all.write(chunks, line + 2, length);
            at = line + 2 + length + 2;
        }
    }

    private static int indexOf(byte[] all, byte[] part, int from) {
        for (int i = from; i <= all.length - part.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
