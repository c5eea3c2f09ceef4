package dev.tidemark.cli.launch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Makes classes that were compiled for Java 5, as picocli's are, classes of Java 8. A start-up cache takes none that
 * can only be verified as it was done then, so all of them would be loaded and verified in every process. What tells
 * them apart is the stack map of each method.
 */
final class StackMaps {
    /** The first version whose classes have stack maps. */
    private static final int FIRST = 50;

    private static final int MAJOR = 7;

    private StackMaps() {}

    /** Whether the classes of a jar have none. One compiler made them all, so one of them tells. */
    static boolean lacking(ZipFile jar) throws IOException {
        Optional<? extends ZipEntry> any = jar.stream()
                .filter(entry ->
                        entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class"))
                .findFirst();
        if (any.isEmpty()) {
            return false;
        }
        try (InputStream bytes = jar.getInputStream(any.get())) {
            return lacking(bytes.readNBytes(MAJOR + 1));
        }
    }

    private static boolean lacking(byte[] content) {
        return content.length > MAJOR && content[MAJOR] < FIRST;
    }

    /** The class with stack maps; as it is if it has them. The classes it names must be on the class path. */
    static byte[] added(byte[] content) {
        if (!lacking(content)) {
            return content;
        }
        ClassReader reader = new ClassReader(content);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        reader.accept(new Younger(writer), ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    private static final class Younger extends ClassVisitor {
        Younger(ClassWriter writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
        }
    }
}
