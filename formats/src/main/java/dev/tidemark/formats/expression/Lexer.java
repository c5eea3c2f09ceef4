package dev.tidemark.formats.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into words. */
final class Lexer {
    private static final List<String> SIGNS = List.of(
            "->>", "->", "::", "||", "<=", ">=", "<>", "!=", "==", "(", ")", ",", "=", "<", ">", "+", "-", "*", "/",
            "%", ".", "[", "]");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) throws BadExpressionException {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Token.Kind.END, "", text.length()));
        return lexer.tokens;
    }

    private void next() throws BadExpressionException {
        char letter = text.charAt(at);
        if (Character.isWhitespace(letter)) {
            at++;
        } else if (letter == '\'') {
            quoted(Token.Kind.TEXT, letter);
        } else if (letter == '"') {
            quoted(Token.Kind.QUOTED, letter);
        } else if (isDigit(letter)) {
            number();
        } else if (isLetter(letter)) {
            word();
        } else {
            sign();
        }
    }

    private void quoted(Token.Kind kind, char quote) throws BadExpressionException {
        int from = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char letter = text.charAt(at++);
            if (letter != quote) {
                content.append(letter);
            } else if (at < text.length() && text.charAt(at) == quote) {
                content.append(quote);
                at++;
            } else {
                tokens.add(new Token(kind, content.toString(), from));
                return;
            }
        }
        throw new BadExpressionException("the quote " + quote + " is not closed", from);
    }

    private void number() {
        int from = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.' || isExponent())) {
            at++;
        }
        tokens.add(new Token(Token.Kind.NUMBER, text.substring(from, at), from));
    }

    private boolean isExponent() {
        char letter = text.charAt(at);
        char before = text.charAt(at - 1);
        boolean sign = letter == '-' || letter == '+';
        return letter == 'e' || letter == 'E' || (sign && (before == 'e' || before == 'E'));
    }

    private void word() {
        int from = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        tokens.add(new Token(Token.Kind.WORD, text.substring(from, at), from));
    }

    private void sign() throws BadExpressionException {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                tokens.add(new Token(Token.Kind.SIGN, sign, at));
                at += sign.length();
                return;
            }
        }
        throw new BadExpressionException("'" + text.charAt(at) + "' means nothing here", at);
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isLetter(char letter) {
        return Character.isLetter(letter) || letter == '_' || letter == '@' || letter == '$';
    }
}
