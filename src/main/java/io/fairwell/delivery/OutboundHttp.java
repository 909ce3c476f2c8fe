package io.fairwell.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts messages to other systems within a budget. A name is looked up once, by whoever made this object, and the
 * connection goes to the addresses of that answer: an address that was checked is the one that is used. Redirects are
 * not followed, nothing is retried, cookies are not kept, connections are not used twice.
 */
public final class OutboundHttp implements AutoCloseable {

    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 8 * 1024;
    /** Enough for a polite answer to be read to its end; what is longer is cut off. */
    private static final int LONGEST_BODY = 16 * 1024;

    private final CloseableHttpClient client;
    private final Duration total;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fairwell-http-budget");
        thread.setDaemon(true);
        return thread;
    });

    /** Tells the addresses of a name. */
    @FunctionalInterface
    public interface Names {

        /** @throws UnknownHostException when there are none, or none that may be connected to */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * How long a call may take.
     *
     * @param read for each piece of the answer; the whole call, look-up of the name aside, takes no longer than both
     */
    public record Budget(Duration connect, Duration read) {

        public static final Budget USUAL = new Budget(Duration.ofSeconds(2), Duration.ofSeconds(8));

        public Duration total() {
            return connect.plus(read);
        }
    }

    public OutboundHttp(Names names, Budget budget) {
        this.total = budget.total();
        Timeout read = Timeout.of(budget.read());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Resolver(names))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(budget.connect()))
                                .setSocketTimeout(read)
                                .build())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_LINE)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setMaxConnTotal(100)
                        .setMaxConnPerRoute(100)
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(read).build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Fairwell")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /**
     * @param contentType of the body
     * @throws Unreachable when there was no answer within the budget
     */
    public HttpAnswer post(URI to, String contentType, byte[] body, Map<String, String> headers) throws Unreachable {
        HttpPost request = new HttpPost(to);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.parse(contentType)));
        Future<?> end = watch.schedule(request::cancel, total.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(HttpHost.create(to), request, null);
            Header retryAfter = response.getFirstHeader("Retry-After");
            finish(request, response);
            return new HttpAnswer(response.getCode(), retryAfter == null ? null : retryAfter.getValue());
        } catch (IOException e) {
            throw new Unreachable(request.isCancelled() ? "TIMEOUT" : code(e));
        } finally {
            end.cancel(false);
        }
    }

    /** The answer counts from its first line on; whether the rest arrives changes nothing. */
    private static void finish(HttpPost request, ClassicHttpResponse response) {
        HttpEntity entity = response.getEntity();
        try (response;
                InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent()) {
            if (body.readNBytes(LONGEST_BODY).length == LONGEST_BODY) {
                request.cancel();
            }
        } catch (IOException e) {
            request.cancel();
        }
    }

    private static String code(IOException e) {
        if (e instanceof AddressRefused) {
            return "ADDRESS_REFUSED";
        }
        if (e instanceof UnknownHostException) {
            return "HOST_UNKNOWN";
        }
        if (e instanceof ConnectTimeoutException) {
            return "CONNECT_TIMEOUT";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "CONNECTION_REFUSED";
        }
        if (e instanceof SSLException) {
            return "TLS_FAILED";
        }
        return e instanceof InterruptedIOException ? "TIMEOUT" : "CONNECTION_LOST";
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        client.close();
    }

    private record Resolver(Names names) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return names.addresses(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
