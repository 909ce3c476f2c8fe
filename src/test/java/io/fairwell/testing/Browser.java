package io.fairwell.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A real Chromium for tests of pages. It is taken from this machine: {@code FAIRWELL_CHROMIUM}, or the first of the
 * usual names on the path. Without one the tests are skipped and say so; with {@code FAIRWELL_BROWSER=required} they
 * fail. One browser serves the whole test run; every page of a test lives in contexts that end with the test. What a
 * failed test saw last is in {@code target/screenshots}.
 */
public final class Browser implements BeforeAllCallback, AfterEachCallback {

    public static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** For pages and for assertions: generous, because it is waited for only by a test that fails. */
    private static final int PATIENCE_MILLIS = 45_000;

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<BrowserContext> contexts = new ArrayList<>();
    private @Nullable Chromium chromium;

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> program = program();
        if (program.isEmpty() && "required".equals(System.getenv("FAIRWELL_BROWSER"))) {
            throw new IllegalStateException(
                    "FAIRWELL_BROWSER=required, but there is no Chromium: install one, or name it in FAIRWELL_CHROMIUM");
        }
        Assumptions.assumeTrue(
                program.isPresent(),
                "Skipped: there is no Chromium on this machine. Install one, or name it in FAIRWELL_CHROMIUM.");
        chromium = context.getRoot()
                .getStore(Namespace.create(Browser.class))
                .getOrComputeIfAbsent(Chromium.class, key -> new Chromium(program.orElseThrow()), Chromium.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            keepWhatWasSeen(context.getRequiredTestClass().getSimpleName() + "-" + context.getDisplayName());
        }
        contexts.forEach(BrowserContext::close);
        contexts.clear();
    }

    /**
     * An empty page of a person with nothing in common with those of other calls: no cookies, no login.
     *
     * @param locale what the browser says it reads, such as {@code zh-CN}
     * @param width of the window in pixels
     */
    public Page open(String locale, int width) {
        return open(RunningDemo.shared().baseUrl(), locale, width);
    }

    /** The same of another application than the shared demo. */
    public Page open(String baseUrl, String locale, int width) {
        BrowserContext context = Objects.requireNonNull(chromium)
                .browser
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setLocale(locale)
                        .setTimezoneId("Asia/Shanghai")
                        .setBaseURL(baseUrl)
                        .setViewportSize(width, 900));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        contexts.add(context);
        return context.newPage();
    }

    /** Keeps a picture of the whole page, for people to look at, where {@code -Dfairwell.pictures=true} asks for it. */
    public static void picture(Page page, String name) {
        if (Boolean.getBoolean("fairwell.pictures")) {
            keep(page, name);
        }
    }

    private static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(name.replaceAll("[^A-Za-z0-9-]+", "-") + ".png")));
    }

    private void keepWhatWasSeen(String test) {
        int count = 0;
        for (BrowserContext context : contexts) {
            for (Page page : context.pages()) {
                keep(page, "failed-" + test + "-" + ++count);
            }
        }
    }

    private static Optional<Path> program() {
        String named = System.getenv("FAIRWELL_CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(Stream.of("/usr/bin"), Stream.of(path.split(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static final class Chromium implements CloseableResource {

        private final Playwright playwright;
        private final com.microsoft.playwright.Browser browser;

        Chromium(Path program) {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            playwright = Playwright.create();
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setArgs(FLAGS));
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
