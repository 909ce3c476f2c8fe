package io.fairwell.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a demo: data, secrets, log of the database. Held by one process at a time; the operating system gives
 * the lock back when that process dies, however it dies.
 */
final class HomeFolder implements AutoCloseable {

    private static final int SECRET_BYTES = 32;

    private final Path folder;
    private final FileChannel channel;

    private HomeFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Creates the folder where needed and takes it.
     *
     * @throws StartRefused if another process holds it, or it cannot be written
     */
    static HomeFolder take(Path path) {
        var folder = path.toAbsolutePath().normalize();
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder, onlyOwner("rwx------"));
            }
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StartRefused(
                        "Another Fairwell is running on the folder " + folder + ".",
                        "Stop it first, or give this one a folder of its own with --fairwell.home=<folder>.");
            }
            return new HomeFolder(folder, channel);
        } catch (IOException e) {
            throw new StartRefused(
                    "The folder " + folder + " cannot be used: " + e,
                    "Make it writable, or choose another one with --fairwell.home=<folder>.",
                    e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // held by this very process
            return null;
        }
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** The secret kept in a file of this folder, generated on first use; only the owner can read it. */
    String secret(String name) throws IOException {
        var file = resolve(name);
        if (Files.notExists(file)) {
            var bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            var fresh = resolve(name + ".new"); // moved when complete: a crash never leaves half a secret
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, onlyOwner("rw-------"));
            Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            Files.move(fresh, file);
        }
        return Files.readString(file).strip();
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
