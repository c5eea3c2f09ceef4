/**
 * The language of transforms and filters: SQL's scalar expressions, with its three-valued logic.
 *
 * <p>An {@link dev.tidemark.formats.expression.Expression} is parsed against the names that are in sight and then
 * evaluated for one record after another. What a person wrote wrongly is a
 * {@link dev.tidemark.formats.expression.BadExpressionException}; what a record holds wrongly is an
 * {@link dev.tidemark.formats.value.UnfitValueException}.
 */
@NullMarked
package dev.tidemark.formats.expression;

import org.jspecify.annotations.NullMarked;
