package dev.tidemark.engine.state;

import java.io.Serial;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.util.MinimalPrettyPrinter;

/** A member or a mark to a line and no indentation: people can read it, and a million marks cost no spaces. */
final class LinePrinter extends MinimalPrettyPrinter {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) {
        json.writeRaw(",\n");
    }

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator json) {
        json.writeRaw(": ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) {
        TokenStreamContext outer = json.streamWriteContext().getParent();
        json.writeRaw(outer.inArray() ? ", " : ",\n");
    }
}
