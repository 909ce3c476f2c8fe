package io.fairwell.harness;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * A mail server that keeps of each letter what tells one from another, and refuses when told to. It answers for a letter
 * only once it is in the mailbox.
 */
final class MailServer implements AutoCloseable {

    /** A letter as it arrived. */
    record Letter(String recipient, String subject, String messageId) {}

    /** What happens to a letter whose text has been received. */
    enum Mood {
        GOOD("250 2.0.0 kept", true),
        /** Not now. */
        REFUSES_FOR_NOW("451 4.3.0 try again later", false),
        /** Not like this; about the letter, not about its recipient. */
        REFUSES("554 5.6.0 not like this", false);

        final String answer;
        final boolean keeps;

        Mood(String answer, boolean keeps) {
            this.answer = answer;
            this.keeps = keeps;
        }
    }

    private final ServerSocket server;
    private final List<Letter> letters = new ArrayList<>();
    private volatile Mood mood = Mood.GOOD;
    private volatile int refused;

    MailServer() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void mood(Mood next) {
        mood = next;
    }

    int refused() {
        return refused;
    }

    List<Letter> letters() {
        synchronized (letters) {
            return List.copyOf(letters);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            say(out, "220 harness ESMTP");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("RCPT TO:")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    say(out, "250 2.1.5 ok");
                } else if (command.equals("DATA")) {
                    say(out, "354 go on");
                    say(out, keep(recipient, text(in)));
                } else if (command.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // the sender went away: a letter that was not answered for may come again
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String text(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("half a letter");
            }
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return text.toString();
    }

    private String keep(String recipient, String text) throws IOException {
        Mood now = mood;
        if (now.keeps) {
            Letter letter = read(recipient, text);
            synchronized (letters) {
                letters.add(letter);
            }
        } else {
            refused++;
        }
        return now.answer;
    }

    private static Letter read(String recipient, String text) throws IOException {
        try {
            // The headers are all that is of interest, and the rest of a letter is large.
            String headers = text.substring(0, text.indexOf("\r\n\r\n") + 4);
            MimeMessage mime = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(headers.getBytes(StandardCharsets.ISO_8859_1)));
            return new Letter(recipient, String.valueOf(mime.getSubject()), String.valueOf(mime.getMessageID()));
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "harness-mail");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
