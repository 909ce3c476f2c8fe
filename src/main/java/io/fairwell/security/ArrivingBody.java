package io.fairwell.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * A body on its way. The server's own time-out begins anew with every byte, so one byte every few seconds would keep a
 * thread for days: here a body has a quarter of a minute, and longer only as long as it keeps to a least speed.
 */
final class ArrivingBody implements InputBuffer {

    static final long LEAST_BYTES_PER_SECOND = 16 * 1024L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long GRACE_NANOS = 15 * NANOS_PER_SECOND;
    /** What nobody wanted to read: a little of it is taken, so that the sender gets to read the answer. */
    private static final long LEFT_OVER_BYTES = 1024 * 1024L;

    private static final long LEFT_OVER_NANOS = NANOS_PER_SECOND;

    private final Request request;
    private final InputBuffer input;
    private final Place place;
    private final long started = System.nanoTime();
    private long read;
    private boolean over;

    /** Stands in for the request's own input until its {@link #end()}. */
    ArrivingBody(Request request, Place place) {
        this.request = request;
        this.place = place;
        input = request.getInputBuffer();
        request.setInputBuffer(this);
    }

    /** One of those who may wait at the same time. */
    interface Place {

        /** @return false where all places are taken */
        boolean take();

        void leave();
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        int count = input.available() > 0 ? input.doRead(handler) : await(handler);
        if (count < 0) {
            over = true;
            return count;
        }
        read += count;
        over = read == request.getContentLengthLong();
        if (!over && System.nanoTime() - started > GRACE_NANOS + read * NANOS_PER_SECOND / LEAST_BYTES_PER_SECOND) {
            throw giveUp("the body comes too slowly");
        }
        return count;
    }

    private int await(ApplicationBufferHandler handler) throws IOException {
        if (!place.take()) {
            throw giveUp("too many bodies are on their way");
        }
        try {
            return input.doRead(handler);
        } finally {
            place.leave();
        }
    }

    private IOException giveUp(String why) {
        hangUp(request);
        return new IOException(why);
    }

    @Override
    public int available() {
        return input.available();
    }

    /** The request is answered: gives the input back, and what is still to come is not waited for. */
    void end() {
        try {
            if (!over && !tookLeftOvers()) {
                hangUp(request);
            }
        } catch (IOException e) {
            hangUp(request);
        } finally {
            request.setInputBuffer(input);
        }
    }

    private boolean tookLeftOvers() throws IOException {
        long until = System.nanoTime() + LEFT_OVER_NANOS;
        long most = read + LEFT_OVER_BYTES;
        var nowhere = new Nowhere();
        while (!over && read < most && System.nanoTime() < until) {
            doRead(nowhere);
        }
        return over;
    }

    /** The connection ends with the answer: else the server would read on to find where the next request begins. */
    static void hangUp(Request request) {
        Response response = request.getResponse();
        int status = response.getStatus();
        request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        // The server takes that for an error of its own, whatever the answer was.
        response.setStatus(status);
    }

    private static final class Nowhere implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer filled) {
            buffer = filled;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // There is nothing to expand.
        }
    }
}
