package io.fairwell.testing;

import io.fairwell.FairwellApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * How tests start the package: as it is shipped, or, where many are started, from its contents with an archive of their
 * classes, and on a copy of data that a first start has left, which takes less than half the time. Archive and data are
 * made at their first use after each build, by whichever test JVM comes first.
 */
final class PackagedApplication {

    private static final Logger LOG = LoggerFactory.getLogger(PackagedApplication.class);
    private static final Path JAR = Path.of("target", "fairwell.jar").toAbsolutePath();
    private static final Path CONTENTS = JAR.resolveSibling("application");
    private static final Path CLASSES = CONTENTS.resolve("classes.jsa");
    private static final Path HOME = CONTENTS.resolve("home");
    private static final String RUNTIME = "runtime";
    private static final Path UNPACKED_DATABASE = JAR.resolveSibling("demo-runtime");
    /** Written last; says which package this was made from. */
    private static final Path MADE_FROM = CONTENTS.resolve("made-from");

    private static final String MAIN = FairwellApplication.class.getName();
    private static final int PATIENCE_MINUTES = 10;

    private PackagedApplication() {}

    /** {@code java -jar target/fairwell.jar}, as its users start it. */
    static List<String> asShipped() {
        return command("-jar", JAR.toString());
    }

    /** The same classes and resources, ready sooner. */
    static synchronized List<String> prepared() {
        Path lock = JAR.resolveSibling("application.lock");
        try (FileChannel turn = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            turn.lock(); // given back with the channel
            // The demo's agreements are of the day on which they were made.
            String present = Files.size(JAR) + " " + Files.getLastModifiedTime(JAR) + " " + LocalDate.now();
            if (!Files.exists(MADE_FROM) || !Files.readString(MADE_FROM).equals(present)) {
                prepare();
                Files.writeString(MADE_FROM, present);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return command("-XX:SharedArchiveFile=" + CLASSES, "-cp", classPath(), MAIN);
    }

    /** Named one by one: where only the manifest names them, Tomcat does not find the pages that some of them hold. */
    private static String classPath() {
        try (JarFile contents = new JarFile(CONTENTS.resolve(JAR.getFileName()).toFile())) {
            String libraries = contents.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.concat(Stream.of(JAR.getFileName().toString()), Stream.of(libraries.split(" ")))
                    .map(entry -> CONTENTS.resolve(entry).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare() throws IOException {
        long begin = System.nanoTime();
        FileSystemUtils.deleteRecursively(CONTENTS);
        List<String> extract = new ArrayList<>(command("-Djarmode=tools", "-jar", JAR.toString()));
        extract.addAll(List.of("extract", "--destination", CONTENTS.toString()));
        run(extract);
        linkRuntime(HOME);
        // Ends by itself as soon as everything is there; what was loaded until then goes into the archive.
        List<String> train = new ArrayList<>(command(
                "-XX:ArchiveClassesAtExit=" + CLASSES, "-Dspring.context.exit=onRefresh", "-cp", classPath(), MAIN));
        train.addAll(List.of("--server.port=0", "--fairwell.home=" + HOME));
        run(train);
        Path databaseRuns = HOME.resolve("postgres/postmaster.pid");
        RunningDemo.endDatabase(databaseRuns); // so early an end leaves it behind
        if (Files.exists(databaseRuns)) {
            throw new IllegalStateException("the database does not stop");
        }
        LOG.info("package prepared in {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    /** The binaries of the database are unpacked once for all demos: that takes most of a first start. */
    static void linkRuntime(Path home) throws IOException {
        Path unpacked = Files.createDirectories(UNPACKED_DATABASE);
        Files.createSymbolicLink(Files.createDirectories(home).resolve(RUNTIME), unpacked);
    }

    /** What a first start has left, for a start of {@link #prepared()}. @param home with nothing but its runtime */
    static void copyData(Path home) throws IOException {
        Files.walkFileTree(HOME, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(HOME)) {
                    // The database refuses a folder that others may read.
                    Files.copy(folder, home.resolve(HOME.relativize(folder)), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.getFileName().toString().equals(RUNTIME)) {
                    Files.copy(file, home.resolve(HOME.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void run(List<String> command) throws IOException {
        Path log = CONTENTS.resolveSibling("application.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(process.exitValue() + " from " + command + "\n" + Files.readString(log));
        }
    }

    private static List<String> command(String... rest) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1g",
                "-Xmx1g",
                "-Xmn640m", // a young generation in which requests come and go, and are not copied
                // Lives for a minute or two: an optimising compiler would take more time than it gives back, and so
                // would
                // an interpreter that waits for long with what it hands to the other one.
                "-XX:TieredStopAtLevel=1",
                "-XX:Tier3InvocationThreshold=100",
                "-XX:Tier3MinInvocationThreshold=50",
                "-XX:Tier3CompileThreshold=1000",
                "-XX:Tier3BackEdgeThreshold=20000",
                // For the same reason reflection stays reflection, and is not turned into a thousand classes.
                "-Dsun.reflect.inflationThreshold=1000000",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(rest));
        return command;
    }
}
