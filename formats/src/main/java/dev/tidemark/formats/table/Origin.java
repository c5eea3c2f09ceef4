package dev.tidemark.formats.table;

import java.util.List;

/** Where a column's value comes from. */
sealed interface Origin {
    /** The first of some source fields that has a value. */
    record Fields(List<String> names) implements Origin {
        public Fields {
            names = List.copyOf(names);
        }
    }

    /** The first of some other columns that is not NULL. */
    record Copy(List<String> columns) implements Origin {
        public Copy {
            columns = List.copyOf(columns);
        }
    }

    /** Those of some other columns that are not NULL, as a list; NULL if none is left. */
    record Listed(List<String> columns) implements Origin {
        public Listed {
            columns = List.copyOf(columns);
        }
    }

    /** An expression over source fields. */
    record Transform(String expression) implements Origin {}
}
