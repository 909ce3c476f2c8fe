package io.fairwell.process.rules;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.Iterator;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.feel.syntaxtree.ArithmeticNegation;
import org.camunda.feel.syntaxtree.ConstBool;
import org.camunda.feel.syntaxtree.ConstDate;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Ref;

/**
 * What a cell is made of. A cell can be checked when it only compares the input with constants: then the constants, and
 * one value on each side of every one, stand for all there is.
 */
final class CellContent {

    private static final Set<String> LISTING = Set.of("UnaryTestExpression", "AtLeastOne", "InputEqualTo");
    private static final Set<String> ORDERING = Set.of(
            "InputLessThan",
            "InputLessOrEqual",
            "InputGreaterThan",
            "InputGreaterOrEqual",
            "InputInRange",
            "ConstRange",
            "ClosedConstRangeBoundary",
            "OpenConstRangeBoundary",
            "LessThan",
            "LessOrEqual",
            "GreaterThan",
            "GreaterOrEqual");
    private static final Set<String> JOINING =
            Set.of("Not", "ConstInputValue", "Conjunction", "Disjunction", "Equal", "In", "ConstList");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern NULL = Pattern.compile("\\bnull\\b");

    final Set<String> texts = new TreeSet<>();
    final Set<BigDecimal> numbers = new TreeSet<>();
    final Set<LocalDate> dates = new TreeSet<>();
    final Set<Boolean> flags = new TreeSet<>();
    private final String inputName;
    private int nulls;
    private boolean comparing = true;
    private boolean ordering;
    private boolean listing = true;

    private CellContent(String inputName) {
        this.inputName = inputName;
    }

    /** @param inputName by which the cell may call the input, beside {@code ?} */
    static CellContent of(Exp cell, String text, String inputName) {
        CellContent content = new CellContent(inputName);
        content.visit(cell);
        // A date that does not exist is read as null, which nobody has written.
        long written =
                NULL.matcher(QUOTED.matcher(text).replaceAll("")).results().count();
        content.comparing &= content.nulls == written;
        return content;
    }

    /** The constants of all of them. */
    static CellContent union(Collection<CellContent> cells) {
        CellContent union = new CellContent("");
        for (CellContent cell : cells) {
            union.texts.addAll(cell.texts);
            union.numbers.addAll(cell.numbers);
            union.dates.addAll(cell.dates);
            union.flags.addAll(cell.flags);
            union.nulls += cell.nulls;
        }
        return union;
    }

    /** Whether it does nothing but compare the input with constants. */
    boolean isCheckable() {
        return comparing;
    }

    boolean mentionsNull() {
        return nulls > 0;
    }

    /** Whether it compares by order, not only by equality. */
    boolean isOrdering() {
        return ordering;
    }

    /** Whether it does nothing but list texts. */
    boolean isListOfTexts() {
        return listing
                && comparing
                && nulls == 0
                && !texts.isEmpty()
                && numbers.isEmpty()
                && dates.isEmpty()
                && flags.isEmpty();
    }

    private void visit(Object node) {
        if (node instanceof ConstString text) {
            texts.add(text.value());
        } else if (node instanceof ConstNumber number) {
            numbers.add(number(number));
        } else if (node instanceof ArithmeticNegation minus && minus.x() instanceof ConstNumber number) {
            numbers.add(number(number).negate());
        } else if (node instanceof ConstDate date) {
            dates.add(date.value());
        } else if (node instanceof ConstBool flag) {
            flags.add(flag.value());
        } else if (node == ConstNull$.MODULE$) {
            nulls++;
        } else if (node instanceof Ref reference) {
            comparing &= reference.names().mkString(".").equals(inputName);
            listing = false;
        } else {
            visitInside(node);
        }
    }

    private static BigDecimal number(ConstNumber constant) {
        BigDecimal number = new BigDecimal(constant.value().toString()).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private void visitInside(Object node) {
        Iterator<?> inside;
        if (node instanceof camundajar.impl.scala.collection.Iterable<?> many) {
            inside = many.iterator();
        } else if (node instanceof Product product) {
            String name = product.productPrefix();
            comparing &= LISTING.contains(name) || ORDERING.contains(name) || JOINING.contains(name);
            ordering |= ORDERING.contains(name);
            listing &= LISTING.contains(name);
            inside = product.productIterator();
        } else {
            comparing = false;
            return;
        }
        while (inside.hasNext()) {
            visit(inside.next());
        }
    }
}
