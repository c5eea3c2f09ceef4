package dev.tidemark.cli.powercut;

import static dev.tidemark.cli.powercut.JournalingPath.real;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The default file system of a child process under test. Its properties are {@code powercut.root}, the folder to look
 * after, {@code powercut.journal}, the file to write to, and {@code powercut.shelf}, a folder beside the root.
 */
public final class JournalingProvider extends FileSystemProvider {
    private final FileSystemProvider provider;
    private final JournalingFileSystem fileSystem;
    private final Journal journal;
    private final Path shelf;

    /** Called by the JDK with the provider that would be the default. */
    public JournalingProvider(FileSystemProvider provider) throws IOException {
        this.provider = provider;
        FileSystem real = provider.getFileSystem(URI.create("file:///"));
        fileSystem = new JournalingFileSystem(this, real);
        journal =
                new Journal(real.getPath(System.getProperty("powercut.root")), System.getProperty("powercut.journal"));
        shelf = real.getPath(System.getProperty("powercut.shelf"));
    }

    private Path journaling(Path path) {
        return new JournalingPath(fileSystem, path);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path file = real(path);
        if (!journal.covers(file)) {
            return provider.newFileChannel(file, options, attributes);
        }
        boolean makes = options.contains(StandardOpenOption.CREATE_NEW)
                || options.contains(StandardOpenOption.TRUNCATE_EXISTING)
                || (options.contains(StandardOpenOption.CREATE) && !exists(file));
        FileChannel channel = provider.newFileChannel(file, options, attributes);
        if (makes) {
            journal.add(Step.CREATE, file, "");
        }
        return new JournalingChannel(channel, file, journal);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        provider.createDirectory(real(folder), attributes);
        journal.add(Step.FOLDER, real(folder), "");
    }

    @Override
    public void createLink(Path name, Path file) throws IOException {
        provider.createLink(real(name), real(file));
        journal.add(Step.LINK, real(file), real(name));
    }

    @Override
    public void delete(Path path) throws IOException {
        keep(real(path));
        provider.delete(real(path));
        journal.add(Step.DELETE, real(path), "");
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        keep(real(to));
        provider.move(real(from), real(to), options);
        journal.add(Step.RENAME, real(from), real(to));
    }

    /** Keeps a file whose name is about to go, because the disk may still hold the name. */
    private void keep(Path file) throws IOException {
        if (journal.covers(file)
                && exists(file)
                && provider.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            Path kept = shelf.resolve(ProcessHandle.current().pid() + "-" + journal.shelf());
            provider.createLink(kept, file);
            journal.add(Step.SHELVE, file, kept);
        }
    }

    private boolean exists(Path file) {
        return provider.exists(file);
    }

    @Override
    public String getScheme() {
        return provider.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new FileSystemAlreadyExistsException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        return journaling(provider.getPath(uri));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> names =
                provider.newDirectoryStream(real(folder), name -> filter.accept(journaling(name)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> each = names.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public Path next() {
                        return journaling(each.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                names.close();
            }
        };
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        provider.createSymbolicLink(real(link), real(target), attributes);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return journaling(provider.readSymbolicLink(real(link)));
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) {
        throw new UnsupportedOperationException("copying is not journaled");
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return provider.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return provider.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return provider.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        provider.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return provider.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return provider.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        return provider.readAttributes(real(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) throws IOException {
        provider.setAttribute(real(path), name, value, options);
    }
}
