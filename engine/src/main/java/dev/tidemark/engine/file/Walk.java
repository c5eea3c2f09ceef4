package dev.tidemark.engine.file;

import dev.tidemark.api.Listing;
import dev.tidemark.api.Period;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.engine.layout.Layout;
import dev.tidemark.engine.layout.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a base depth first and tells which files the layout describes; those with a time in the order of it
 * within each stream.
 *
 * <p>A folder whose time is out of bounds, or wholly collected, is not entered. Siblings of which one period is within
 * the other's are the only ones that have to be put in order before they can be told.
 */
final class Walk {
    /** The stream of everything that has no time. */
    static final String TIMELESS = "file";

    private final Layout layout;
    private final FileNames names;
    private final Folders folders;
    private final Range range;
    private final Listing listing;
    private final Consumer<Found> timeless;

    /** @param names those that are looked at in folders; files that the configuration names always are */
    Walk(Layout layout, FileNames names, Folders folders, Range range, Listing listing, Consumer<Found> timeless) {
        this.layout = layout;
        this.names = names;
        this.folders = folders;
        this.range = range;
        this.listing = listing;
        this.timeless = timeless;
    }

    /**
     * A file or folder on the way.
     *
     * @param path what the layout is to match, empty for the base itself
     * @param in   the folder it lies in, null at the base
     */
    record Step(
            Path base, String path, Entry entry, @Nullable Step in) {
        Step(Path base, Entry entry) {
            this(base, "", entry, null);
        }

        Step below(String name, Entry child) {
            return new Step(base, path.isEmpty() ? name : path + "/" + name, child, this);
        }

        /** Whether a folder is this one or one that this one lies in. */
        boolean within(Path folder) {
            return entry.path().startsWith(folder) || in != null && in.within(folder);
        }
    }

    /** A sibling with a time: a file, or a folder with all below it. */
    private record Timed(Step step, String stream, Place.Timed place) {
        Range period() {
            return new Range(place.period().start(), place.period().end());
        }

        Found found() {
            return new Found(step.entry(), stream, place.period(), place.labels());
        }
    }

    /** Goes through what one entry of the configuration means: a folder that always counts, or files. */
    void begin(List<Step> bases, Consumer<Found> timed) {
        List<Step> files = new ArrayList<>();
        for (Step base : bases) {
            if (base.entry().kind() == Entry.Kind.FILE) {
                files.add(base);
            } else {
                folder(base, timed);
            }
        }
        siblings(files, timed);
    }

    private void folder(Step folder, Consumer<Found> timed) {
        siblings(folders.list(folder).stream().filter(this::named).toList(), timed);
    }

    private boolean named(Step step) {
        boolean take = step.entry().kind() != Entry.Kind.FILE || names.take(Path.of(step.path()));
        if (!take) {
            listing.ignored(step.entry().location());
        }
        return take;
    }

    private void siblings(List<Step> steps, Consumer<Found> timed) {
        List<Timed> siblings = new ArrayList<>();
        for (Step step : steps) {
            boolean file = step.entry().kind() == Entry.Kind.FILE;
            Place place = file ? layout.file(step.path()) : layout.folder(step.path());
            switch (place) {
                case Place.Outside outside -> {}
                case Place.Impossible impossible -> listing.problem(impossible(step, impossible));
                case Place.Timeless known -> {
                    if (file) {
                        timeless.accept(timeless(step, known.labels()));
                    } else {
                        folder(step, timed);
                    }
                }
                case Place.Timed known -> {
                    Timed sibling = new Timed(step, stream(step, known.trunk()), known);
                    if (wanted(sibling)) {
                        siblings.add(sibling);
                    }
                }
            }
        }
        inOrder(siblings, timed);
    }

    private boolean wanted(Timed sibling) {
        Range period = sibling.period();
        boolean folder = sibling.step().entry().kind() == Entry.Kind.FOLDER;
        return period.overlaps(range)
                && !(folder && listing.state(sibling.stream()).covers(period));
    }

    private void inOrder(List<Timed> siblings, Consumer<Found> timed) {
        siblings.sort(Comparator.comparing(Timed::stream)
                .thenComparing(sibling -> sibling.place().period().start())
                .thenComparing(sibling -> sibling.step().path()));
        int from = 0;
        while (from < siblings.size()) {
            int to = overlapping(siblings, from);
            together(siblings.subList(from, to), timed);
            from = to;
        }
    }

    /** The place after those that overlap with the one at {@code from}, or with one that does. */
    private static int overlapping(List<Timed> siblings, int from) {
        Timed first = siblings.get(from);
        Range period = first.period();
        int to = from + 1;
        while (to < siblings.size()
                && siblings.get(to).stream().equals(first.stream())
                && siblings.get(to).period().from().isBefore(period.to())) {
            Range next = siblings.get(to).period();
            period = new Range(period.from(), next.to().isAfter(period.to()) ? next.to() : period.to());
            to++;
        }
        return to;
    }

    private void together(List<Timed> siblings, Consumer<Found> timed) {
        boolean files =
                siblings.stream().allMatch(sibling -> sibling.step().entry().kind() == Entry.Kind.FILE);
        if (files || siblings.size() == 1) {
            siblings.forEach(sibling -> tell(sibling, timed));
            return;
        }
        List<Found> mixed = new ArrayList<>();
        siblings.forEach(sibling -> tell(sibling, mixed::add));
        mixed.sort(Comparator.comparing(found -> found.period().start()));
        mixed.forEach(timed);
    }

    private void tell(Timed sibling, Consumer<Found> timed) {
        if (sibling.step().entry().kind() == Entry.Kind.FILE) {
            timed.accept(sibling.found());
        } else {
            folder(sibling.step(), timed);
        }
    }

    private static Found timeless(Step step, Map<String, String> labels) {
        return new Found(step.entry(), TIMELESS, new Period(step.entry().changed(), Granularity.UNKNOWN), labels);
    }

    private static String stream(Step step, String trunk) {
        return trunk.equals("/")
                ? step.base().toString()
                : step.base().resolve(trunk).toString();
    }

    private static Problem impossible(Step step, Place.Impossible impossible) {
        return new Problem(
                step.entry().location(),
                "its path names a time that does not exist (" + impossible.reason()
                        + "), so it is not collected: rename it, or correct file_layout");
    }
}
