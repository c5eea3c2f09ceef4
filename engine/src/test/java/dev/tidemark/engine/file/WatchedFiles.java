package dev.tidemark.engine.file;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The files of this system as a source sees them: before each call something else may happen to them, and their change
 * times may be as coarse as a clock's ticks make them. They can only be read.
 */
final class WatchedFiles extends FileSystem {
    /** What happens before a call, which is named by what is asked and of which path. */
    interface Watch {
        void before(String call, Path path) throws IOException;
    }

    private final FileSystem real = FileSystems.getDefault();
    private final FileSystemProvider provider = new Provider();
    private final Watch watch;
    private final UnaryOperator<FileTime> clock;

    /** @param clock what becomes of change times */
    WatchedFiles(UnaryOperator<FileTime> clock, Watch watch) {
        this.clock = clock;
        this.watch = watch;
    }

    private Path real(Path path) {
        return path.getFileSystem() == this ? real.getPath(path.toString()) : path;
    }

    private Path called(String call, Path path) throws IOException {
        Path real = real(path);
        watch.before(call, real);
        return real;
    }

    private Path watched(Path path) {
        return (Path) Proxy.newProxyInstance(
                WatchedFiles.class.getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return this;
                    }
                    if (method.getName().equals("toRealPath")) {
                        return watched(called("toRealPath", path).toRealPath());
                    }
                    Object[] real = arguments == null ? new Object[0] : arguments.clone();
                    for (int i = 0; i < real.length; i++) {
                        real[i] = real[i] instanceof Path other ? real(other) : real[i];
                    }
                    try {
                        return result(method.invoke(path, real));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Object result(Object result) {
        if (result instanceof Path other) {
            return watched(other);
        }
        if (result instanceof Iterator<?> paths) {
            List<Path> watched = new ArrayList<>();
            paths.forEachRemaining(path -> watched.add(watched((Path) path)));
            return watched.iterator();
        }
        return result;
    }

    @Override
    public Path getPath(String first, String... more) {
        return watched(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        PathMatcher matcher = real.getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(real(path));
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }

    private final class Provider extends FileSystemProvider {
        private final FileSystemProvider real = WatchedFiles.this.real.provider();

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            return real.newFileChannel(called("open", path), options, attributes);
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return real.newByteChannel(called("open", path), options, attributes);
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            DirectoryStream<Path> stream = real.newDirectoryStream(called("list", folder), path -> true);
            List<Path> paths = new ArrayList<>();
            try (stream) {
                for (Path path : stream) {
                    Path watched = watched(path);
                    if (filter.accept(watched)) {
                        paths.add(watched);
                    }
                }
            }
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    return paths.iterator();
                }

                @Override
                public void close() {
                    // It is read already.
                }
            };
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            Map<String, Object> read =
                    new HashMap<>(real.readAttributes(called("attributes", path), attributes, options));
            read.computeIfPresent("ctime", (name, time) -> clock.apply((FileTime) time));
            return read;
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return real.readAttributes(called("attributes", path), type, options);
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            real.checkAccess(called("access", path), modes);
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return real.isHidden(called("attributes", path));
        }

        @Override
        public boolean isSameFile(Path one, Path other) throws IOException {
            return real.isSameFile(called("attributes", one), called("attributes", other));
        }

        @Override
        public String getScheme() {
            return "watched";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            return WatchedFiles.this;
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void copy(Path from, Path to, CopyOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void move(Path from, Path to, CopyOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileStore getFileStore(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
            throw new UnsupportedOperationException();
        }
    }
}
