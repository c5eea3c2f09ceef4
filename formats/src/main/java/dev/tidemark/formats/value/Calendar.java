package dev.tidemark.formats.value;

/** Microseconds since 1970 from the parts of a date, checked; without objects. */
final class Calendar {
    /** What cannot be a time. */
    static final long UNREADABLE = Long.MIN_VALUE;

    static final long SECOND = 1_000_000;
    static final long DAY = 86_400 * SECOND;

    private static final int[] MONTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final String NAMES = "janfebmaraprmayjunjulaugsepoctnovdec";

    private Calendar() {}

    /** UTC; {@link #UNREADABLE} if there is no such moment. */
    static long micros(int year, int month, int day, int hour, int minute, int second) {
        if (month < 1 || month > 12 || day < 1 || day > days(year, month)) {
            return UNREADABLE;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return UNREADABLE;
        }
        return epochDay(year, month, day) * DAY + ((hour * 60L + minute) * 60 + second) * SECOND;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : MONTHS[month - 1];
    }

    /** Counts in years that begin in March, so that the leap day is the last one; years from 0 on. */
    private static long epochDay(int year, int month, int day) {
        int y = month > 2 ? year : year - 1;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    /** The number that two digits make, -1 if they are none. */
    static int two(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /** The number that four digits make, -1 if they are none. */
    static int four(byte[] bytes, int at) {
        int high = two(bytes, at);
        int low = two(bytes, at + 2);
        return high < 0 || low < 0 ? -1 : high * 100 + low;
    }

    /** 1 to 12 for the first three letters of an English month, 0 for others. */
    static int month(byte[] bytes, int at) {
        for (int month = 0; month < 12; month++) {
            if ((bytes[at] | 0x20) == NAMES.charAt(month * 3)
                    && (bytes[at + 1] | 0x20) == NAMES.charAt(month * 3 + 1)
                    && (bytes[at + 2] | 0x20) == NAMES.charAt(month * 3 + 2)) {
                return month + 1;
            }
        }
        return 0;
    }
}
