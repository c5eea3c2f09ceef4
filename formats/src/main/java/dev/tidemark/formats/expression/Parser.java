package dev.tidemark.formats.expression;

import dev.tidemark.api.table.Type;
import dev.tidemark.formats.toml.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** From words to a tree; what binds weakest comes first. */
final class Parser {
    private static final Set<String> COMPARISONS = Set.of("=", "==", "<>", "!=", "<", "<=", ">", ">=");
    private static final Set<String> RESERVED =
            Set.of("and", "or", "not", "in", "between", "like", "ilike", "is", "case", "when", "then", "else", "end");
    private static final Map<String, Node> CONSTANTS = Map.of(
            "null", new Node.Literal(null),
            "true", new Node.Literal(Value.Flag.TRUE),
            "false", new Node.Literal(Value.Flag.FALSE));
    private static final int DEEPEST = 200;

    private final List<Token> tokens;
    private final Names names;
    private int at;
    private int depth;

    private Parser(List<Token> tokens, Names names) {
        this.tokens = tokens;
        this.names = names;
    }

    static Node parse(String text, Names names) throws BadExpressionException {
        Parser parser = new Parser(Lexer.tokens(text), names);
        Node node = parser.or();
        if (parser.peek().kind() != Token.Kind.END) {
            throw parser.unexpected("the end");
        }
        return node;
    }

    private Node or() throws BadExpressionException {
        if (++depth > DEEPEST) {
            throw new BadExpressionException("the expression is nested too deeply", peek().at());
        }
        Node left = and();
        while (accept("or")) {
            left = new Node.Logic(Value.Flag.TRUE, left, and());
        }
        depth--;
        return left;
    }

    private Node and() throws BadExpressionException {
        Node left = not();
        while (accept("and")) {
            left = new Node.Logic(Value.Flag.FALSE, left, not());
        }
        return left;
    }

    private Node not() throws BadExpressionException {
        boolean negated = false;
        while (accept("not")) {
            negated = !negated;
        }
        Node condition = condition();
        return negated ? new Node.Not(condition) : condition;
    }

    private Node condition() throws BadExpressionException {
        Node left = joined();
        while (true) {
            if (peek().kind() == Token.Kind.SIGN && COMPARISONS.contains(peek().text())) {
                left = new Node.Comparison(take().text(), left, joined());
            } else if (accept("is")) {
                boolean negated = accept("not");
                expect("null");
                left = negated ? new Node.Not(new Node.IsNull(left)) : new Node.IsNull(left);
            } else if (peek().is("not") || peek().is("in") || peek().is("between") || isLike()) {
                boolean negated = accept("not");
                Node test = test(left);
                left = negated ? new Node.Not(test) : test;
            } else {
                return left;
            }
        }
    }

    private boolean isLike() {
        return peek().is("like") || peek().is("ilike");
    }

    private Node test(Node left) throws BadExpressionException {
        if (accept("between")) {
            Node low = joined();
            expect("and");
            Node from = new Node.Comparison(">=", left, low);
            return new Node.Logic(Value.Flag.FALSE, from, new Node.Comparison("<=", left, joined()));
        }
        if (isLike()) {
            String name = take().text();
            return call(name, at - 1, List.of(left, joined()));
        }
        expect("in");
        expect("(");
        return new Node.In(left, list());
    }

    private Node joined() throws BadExpressionException {
        Node left = sum();
        while (peek().is("||")) {
            int sign = at++;
            left = call("||", sign, List.of(left, sum()));
        }
        return left;
    }

    private Node sum() throws BadExpressionException {
        Node left = product();
        while (peek().is("+") || peek().is("-")) {
            left = new Node.Arithmetic(take().text().charAt(0), left, product());
        }
        return left;
    }

    private Node product() throws BadExpressionException {
        Node left = signed();
        while (peek().is("*") || peek().is("/") || peek().is("%")) {
            left = new Node.Arithmetic(take().text().charAt(0), left, signed());
        }
        return left;
    }

    private Node signed() throws BadExpressionException {
        boolean negative = false;
        while (peek().is("-") || peek().is("+")) {
            negative ^= take().text().equals("-");
        }
        Node operand = postfix();
        return negative ? new Node.Arithmetic('-', new Node.Literal(new Value.Whole(0)), operand) : operand;
    }

    private Node postfix() throws BadExpressionException {
        Node node = primary();
        while (true) {
            if (accept("::")) {
                node = new Node.Cast(node, type());
            } else if (peek().is("->") || peek().is("->>")) {
                int sign = at++;
                String name = tokens.get(sign).text().equals("->") ? "json_extract" : "json_extract_string";
                node = call(name, sign, List.of(node, primary()));
            } else {
                return node;
            }
        }
    }

    private Node primary() throws BadExpressionException {
        Token token = take();
        return switch (token.kind()) {
            case TEXT -> new Node.Literal(Value.Text.of(token.text()));
            case NUMBER -> new Node.Literal(number(token));
            case QUOTED -> field(token);
            case WORD -> word(token);
            case SIGN, END -> {
                if (!token.is("(")) {
                    throw unexpected("a value", token);
                }
                Node inner = or();
                expect(")");
                yield inner;
            }
        };
    }

    private Node word(Token token) throws BadExpressionException {
        String name = token.text().toLowerCase(Locale.ROOT);
        Node constant = CONSTANTS.get(name);
        if (constant != null) {
            return constant;
        }
        if (name.equals("case")) {
            return cases();
        }
        if (RESERVED.contains(name)) {
            throw unexpected("a value", token);
        }
        if (name.equals("cast") && accept("(")) {
            Node operand = or();
            expect("as");
            Type type = type();
            expect(")");
            return new Node.Cast(operand, type);
        }
        int place = at - 1;
        return accept("(") ? call(token.text(), place, list()) : field(token);
    }

    /** A name, or a path of names with dots. */
    private Node field(Token first) throws BadExpressionException {
        StringBuilder name = new StringBuilder(first.text());
        while (accept(".")) {
            Token part = take();
            if (part.kind() != Token.Kind.WORD && part.kind() != Token.Kind.QUOTED) {
                throw unexpected("a name", part);
            }
            name.append('.').append(part.text());
        }
        OptionalInt number = names.find(name.toString());
        if (number.isEmpty()) {
            throw new BadExpressionException(
                    "there is no '" + name + "'", first.at(), Nearest.hint(name.toString(), names.all()));
        }
        return new Node.Field(name.toString(), number.getAsInt());
    }

    private Node call(String name, int token, List<Node> arguments) throws BadExpressionException {
        int place = tokens.get(token).at();
        Function function = Functions.find(name)
                .orElseThrow(() -> new BadExpressionException(
                        "there is no function '" + name + "'", place, Nearest.hint(name, Functions.names())));
        if (arguments.size() < function.least() || arguments.size() > function.most()) {
            throw new BadExpressionException(
                    "the function is " + function.name() + "(" + function.arguments() + "), not with "
                            + arguments.size() + " arguments",
                    place);
        }
        return JsonFunctions.prepared(function, arguments).orElse(new Node.Call(function, arguments));
    }

    /** Up to the closing bracket; the opening one is taken. */
    private List<Node> list() throws BadExpressionException {
        List<Node> list = new ArrayList<>();
        if (accept(")")) {
            return list;
        }
        do {
            list.add(or());
        } while (accept(","));
        expect(")");
        return list;
    }

    private Node cases() throws BadExpressionException {
        Node subject = peek().is("when") ? null : or();
        List<Node.When> whens = new ArrayList<>();
        while (accept("when")) {
            Node condition = or();
            expect("then");
            Node test = subject == null ? condition : new Node.Comparison("=", subject, condition);
            whens.add(new Node.When(test, or()));
        }
        if (whens.isEmpty()) {
            throw unexpected("when");
        }
        Node otherwise = accept("else") ? or() : new Node.Literal(null);
        expect("end");
        return new Node.Case(whens, otherwise);
    }

    private Type type() throws BadExpressionException {
        Token name = take();
        boolean list = accept("[");
        if (list) {
            expect("]");
        }
        try {
            return TypeNames.parse(list ? name.text() + "[]" : name.text());
        } catch (IllegalArgumentException unknown) {
            throw new BadExpressionException(String.valueOf(unknown.getMessage()), name.at());
        }
    }

    private static Value number(Token token) throws BadExpressionException {
        try {
            return token.text().chars().allMatch(Character::isDigit)
                    ? new Value.Whole(Long.parseLong(token.text()))
                    : new Value.Real(Double.parseDouble(token.text()));
        } catch (NumberFormatException none) {
            throw new BadExpressionException(token + " is not a number, or needs more than 64 bits", token.at());
        }
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token take() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private boolean accept(String keyword) {
        boolean there = peek().is(keyword);
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(String keyword) throws BadExpressionException {
        if (!accept(keyword)) {
            throw unexpected("'" + keyword + "'");
        }
    }

    private BadExpressionException unexpected(String wanted) {
        return unexpected(wanted, peek());
    }

    private static BadExpressionException unexpected(String wanted, Token found) {
        return new BadExpressionException("expected " + wanted + ", found " + found, found.at());
    }
}
